#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/entropy.h"
#include "base/params.h"
#include "model/client.h"
#include "model/response_type.h"
#include "model/server/metadata.h"
#include "oauth/identity/expectation.h"
#include "oauthctl/secret.h"

namespace oauthctl {

/// An authorization request (RFC 6749 §4.1.1, §4.2.1) and what must be remembered to judge its answer.
struct AuthorizationRequest {
  std::string url;       ///< for the browser; carries state, nonce and code_challenge
  std::string endpoint;  ///< the URL without the parameters
  Params parameters;
  std::string redirect_uri;
  std::string scope;
  ResponseType response_type;
  Secret state;
  Secret code_verifier;    ///< empty if no code is asked for
  std::string issuer;      ///< the server that must answer (RFC 9207); empty: only the server's endpoints are known
  bool sends_iss = false;  ///< the server announces that its answers name it
  std::optional<Expectation> expected;  ///< of the ID token; begin_authorization() always sets it
};

/// Builds the request: PKCE S256 for every code (RFC 7636), 256-bit state, nonce when `scope` has openid. Adds `extra`
/// and those of the client's own `params` that it does not name. With a `dpop_jkt` the code can be redeemed only with
/// the key of that thumbprint (RFC 9449 §10). Throws ErrorKind::usage for a parameter that the protocol owns (state,
/// code_challenge, …), for an authorization_endpoint that is neither https nor loopback http, and for a response type
/// whose tokens must be refused (in a query, without openid, unbound, not offered).
AuthorizationRequest begin_authorization(const ServerMetadata& server, const Client& client,
                                         const std::string& redirect_uri, const std::string& scope, const Params& extra,
                                         const Entropy& entropy, const std::string& dpop_jkt = {},
                                         const ResponseType& response_type = {});

/// The request that was sent with these parameters and this verifier, as begin_authorization() remembered it, for
/// another process to judge the answer. It has no URL.
AuthorizationRequest sent_authorization(const ServerMetadata& server, const std::string& scope,
                                        const ResponseType& response_type, Params parameters, Secret code_verifier);

/// Throws ErrorKind::usage for a request whose answer would bring tokens through the browser that must be refused: an
/// ID token without the scope openid, tokens in a query, an access token of a client that wants bound ones, a response
/// type that the server's metadata leaves out.
void require_sound_request(const ServerMetadata& server, const Client& client, const std::string& scope,
                           const ResponseType& response_type);

}  // namespace oauthctl
