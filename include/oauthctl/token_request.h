#pragma once

#include <string>
#include <variant>

#include "oauthctl/authorization.h"
#include "oauthctl/client_auth.h"
#include "oauthctl/error.h"
#include "oauthctl/http.h"

namespace oauthctl {

/// RFC 6749 §4.1.3
struct CodeGrant {
  AuthorizationCode code;
};

/// RFC 6749 §6. An empty scope asks for what was granted before.
struct RefreshGrant {
  Secret refresh_token;
  std::string scope;
};

/// RFC 6749 §4.4: the client on its own, for which there is no person.
struct ClientCredentialsGrant {
  std::string scope;
  Params params;  ///< extra ones, such as `audience`; the client's own that are not named here go along
};

/// RFC 8628 §3.4. The verifier is empty where no challenge was sent.
struct DeviceGrant {
  Secret device_code;
  Secret code_verifier;
};

using Grant = std::variant<CodeGrant, RefreshGrant, ClientCredentialsGrant, DeviceGrant>;

/// As the `grant_type` parameter names it.
std::string grant_type(const Grant& grant);

Presented presented_by(const Grant& grant);

/// A POST to the token endpoint with the grant's parameters and the client's authentication. Throws ErrorKind::usage
/// when the server has no token endpoint, for an extra parameter that the protocol owns, and for client credentials of
/// a public client.
HttpRequest token_request(const ServerMetadata& server, const Client& client, const ClientAuth& auth,
                          const Grant& grant);

}  // namespace oauthctl
