#pragma once

#include <string>
#include <string_view>

#include "base/entropy.h"
#include "base/params.h"
#include "model/client.h"
#include "model/metadata.h"
#include "model/response_type.h"
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
  Secret nonce;          ///< empty unless openid is asked for
  Secret code_verifier;  ///< empty where no code is asked for
};

/// Builds the request: PKCE S256 for every code (RFC 7636), 256-bit state, nonce when `scope` has openid. `extra` is
/// added as it is, and so are the client's own `params` that it does not name; one that the protocol owns (state,
/// code_challenge, …) throws ErrorKind::usage, and so does an authorization_endpoint that is neither https nor loopback
/// http. With a `dpop_jkt` the code is good only together with the key of that thumbprint (RFC 9449 §10). A
/// response type whose tokens could not be taken (in a query, without openid, unbound, not offered) throws it too.
AuthorizationRequest begin_authorization(const ServerMetadata& server, const Client& client,
                                         const std::string& redirect_uri, const std::string& scope, const Params& extra,
                                         const Entropy& entropy, const std::string& dpop_jkt = {},
                                         const ResponseType& response_type = {});

/// A code that answered our own request. Only check_callback() makes one, so a code that nobody checked cannot be
/// redeemed.
class AuthorizationCode {
 public:
  const Secret& code() const noexcept { return code_; }
  const Secret& code_verifier() const noexcept { return code_verifier_; }
  const std::string& redirect_uri() const noexcept { return redirect_uri_; }

 private:
  friend AuthorizationCode check_callback(const ServerMetadata&, const AuthorizationRequest&, const Params&);
  AuthorizationCode(Secret code, Secret code_verifier, std::string redirect_uri)
      : code_(std::move(code)), code_verifier_(std::move(code_verifier)), redirect_uri_(std::move(redirect_uri)) {}

  Secret code_;
  Secret code_verifier_;
  std::string redirect_uri_;
};

/// Whether a request to the redirect URI answers ours: our state, once, with something that was asked for or an
/// `error`, once. Everything else that reaches the port is a stranger's, and must not end the wait (RFC 9700 §4.7).
bool answers(const AuthorizationRequest& request, const Params& query);

/// Judges the answer: ErrorKind::protocol for another state, a wrong or missing `iss` (RFC 9207 §2.4), repeated
/// parameters, no code, or an error beside what was asked for; ErrorKind::refused for an `error` that carries our
/// state, or ErrorKind::unavailable when it is the server that is in trouble. An `iss` from a server whose issuer is
/// not known cannot be compared and is passed over.
AuthorizationCode check_callback(const ServerMetadata& server, const AuthorizationRequest& request,
                                 const Params& query);

}  // namespace oauthctl
