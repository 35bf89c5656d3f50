#pragma once

#include <optional>
#include <string>
#include <variant>

#include "model/grants.h"
#include "model/http.h"
#include "model/token_set.h"
#include "oauth/callback.h"
#include "oauth/client/client_auth.h"
#include "oauth/oauth_error.h"
#include "oauthctl/error.h"

namespace oauthctl {

/// RFC 6749 §4.1.3
struct CodeGrant {
  static constexpr GrantType type = GrantType::authorization_code;
  AuthorizationCode code;
};

/// RFC 6749 §6. An empty scope asks for the scope that was granted earlier.
struct RefreshGrant {
  static constexpr GrantType type = GrantType::refresh_token;
  Secret refresh_token;
  std::string scope;
  std::string redirect_uri = {};           ///< of the code, for servers that want it again
  std::vector<std::string> audience = {};  ///< of the token, for servers that renew for several (Auth0)
};

/// RFC 6749 §4.4: the client acts for itself, without a person.
struct ClientCredentialsGrant {
  static constexpr GrantType type = GrantType::client_credentials;
  std::string scope;
  Params params;  ///< extra ones, such as `audience`; the client's own that are not named here are sent too
};

/// RFC 8628 §3.4. The verifier is empty if no challenge was sent.
struct DeviceGrant {
  static constexpr GrantType type = GrantType::device_code;
  Secret device_code;
  Secret code_verifier;
  std::string scope = {};  ///< that was asked for, for servers that want it again
};

/// RFC 6749 §4.3: a person's password, shown to the client. RFC 9700 §2.4 forbids it, but some old servers support
/// nothing else.
struct PasswordGrant {
  static constexpr GrantType type = GrantType::password;
  std::string username;
  Secret password;
  std::string scope;
  Params params;
};

/// RFC 7523 §2.1. The assertion is proof enough, so the client need not authenticate.
struct JwtBearerGrant {
  static constexpr GrantType type = GrantType::jwt_bearer;
  Secret assertion;
  std::string scope;  ///< empty also if the assertion has the scope in it, as Google requires
  Params params;
};

/// A token to be exchanged, and its type (RFC 8693 §3).
struct SecurityToken {
  Secret token;
  std::string type;  ///< a URI; see token_type_uri()
};

/// RFC 8693 §2.1
struct TokenExchangeGrant {
  static constexpr GrantType type = GrantType::token_exchange;
  SecurityToken subject;
  std::optional<SecurityToken> actor;
  std::string requested_token_type;  ///< empty: the server's choice
  std::string scope;
  Params params;  ///< `audience` and `resource` among them, which may repeat
};

using Grant = std::variant<CodeGrant, RefreshGrant, ClientCredentialsGrant, DeviceGrant, PasswordGrant, JwtBearerGrant,
                           TokenExchangeGrant>;

GrantType type_of(const Grant& grant);

Presented presented_by(const Grant& grant);

/// A POST to the token endpoint with the grant's parameters and the client's authentication. Throws ErrorKind::usage if
/// the server has no token endpoint, for an extra parameter that the protocol owns, and for client credentials of a
/// public client.
HttpRequest token_request(const Party& party, const ClientAuth& auth, const Grant& grant);

/// The types of RFC 8693 §3 that are named here.
inline constexpr const char* access_token_type = "urn:ietf:params:oauth:token-type:access_token";
inline constexpr const char* id_token_type = "urn:ietf:params:oauth:token-type:id_token";
inline constexpr const char* refresh_token_type = "urn:ietf:params:oauth:token-type:refresh_token";

/// A token type by its URI or, for those of RFC 8693 §3, by its last word: `access_token`, `id_token`, `refresh_token`,
/// `jwt`, `saml1`, `saml2`. Throws ErrorKind::usage, naming `option`, for any other word.
std::string token_type_uri(const std::string& name, const std::string& option);

/// RFC 8693 §2.2.1: the server must name the type of the issued token, and it must be the type that was asked for.
/// Otherwise the token would be used for the wrong purpose. Throws ErrorKind::protocol.
void check_issued_token_type(const TokenSet& tokens, const TokenExchangeGrant& grant);

}  // namespace oauthctl
