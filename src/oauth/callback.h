#pragma once

#include "base/time.h"
#include "model/token_set.h"
#include "oauth/authorization.h"

namespace oauthctl {

struct IdTokenClaims;

/// A code that answered our own request. Only check_callback() makes one, so an unchecked code cannot be redeemed.
class AuthorizationCode {
 public:
  const Secret& code() const noexcept { return code_; }
  const Secret& code_verifier() const noexcept { return code_verifier_; }
  const std::string& redirect_uri() const noexcept { return redirect_uri_; }

 private:
  friend AuthorizationCode check_callback(const AuthorizationRequest&, const Params&);
  AuthorizationCode(Secret code, Secret code_verifier, std::string redirect_uri)
      : code_(std::move(code)), code_verifier_(std::move(code_verifier)), redirect_uri_(std::move(redirect_uri)) {}

  Secret code_;
  Secret code_verifier_;
  std::string redirect_uri_;
};

/// Whether a request to the redirect URI answers ours: it has our state, once, and either something that we asked for
/// or an `error`, once. Any other request to the port is a stranger's and must not end the wait (RFC 9700 §4.7).
bool answers(const AuthorizationRequest& request, const Params& query);

/// Judges the answer: ErrorKind::protocol for another state, a wrong or missing `iss` (RFC 9207 §2.4), repeated
/// parameters, no code, or an error beside what was asked for; ErrorKind::refused for an `error` that carries our
/// state, or ErrorKind::unavailable if the server is in trouble. An `iss` cannot be compared if the server's issuer is
/// not known; it is then ignored.
AuthorizationCode check_callback(const AuthorizationRequest& request, const Params& query);

/// The common part of check_callback() and check_front_channel(): throws unless the answer is to our request, from this
/// server, and brings everything that we asked for.
void check_authorization_response(const AuthorizationRequest& request, const Params& response);

// Tokens that come through the browser: the implicit flow (RFC 6749 §4.2, OpenID Connect Core §3.2) and the hybrid flow
// (Core §3.3). RFC 9700 §2.1.2 says not to ask for them; this is for servers that support nothing else.

/// Judges the answer as check_callback() does, and returns the tokens that we asked for instead of a code or beside it.
/// Ignores a refresh token (RFC 6749 §4.2.2). The caller must still verify the ID token.
TokenSet check_front_channel(const AuthorizationRequest& request, const Params& response, TimePoint now);

/// A sign-in that brought only an ID token, as a record keeps it: `token` prints the ID token, which is not an access
/// token, and it expires when the ID token does.
TokenSet as_only_token(TokenSet tokens, const IdTokenClaims& claims);

}  // namespace oauthctl
