#pragma once

#include "base/time.h"
#include "model/token_set.h"
#include "oauth/authorization.h"

namespace oauthctl {

struct IdTokenClaims;

/// A code that answered our own request. Only check_callback() makes one, so a code that nobody checked cannot be
/// redeemed.
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

/// Whether a request to the redirect URI answers ours: our state, once, with something that was asked for or an
/// `error`, once. Everything else that reaches the port is a stranger's, and must not end the wait (RFC 9700 §4.7).
bool answers(const AuthorizationRequest& request, const Params& query);

/// Judges the answer: ErrorKind::protocol for another state, a wrong or missing `iss` (RFC 9207 §2.4), repeated
/// parameters, no code, or an error beside what was asked for; ErrorKind::refused for an `error` that carries our
/// state, or ErrorKind::unavailable when it is the server that is in trouble. An `iss` from a server whose issuer is
/// not known cannot be compared and is passed over.
AuthorizationCode check_callback(const AuthorizationRequest& request, const Params& query);

/// What check_callback() and check_front_channel() have in common: throws unless the answer is to our request, from
/// this server, and brings everything that was asked for.
void check_authorization_response(const AuthorizationRequest& request, const Params& response);

// Tokens that come through the browser: the implicit flow (RFC 6749 §4.2, OpenID Connect Core §3.2) and the hybrid flow
// (Core §3.3). RFC 9700 §2.1.2 says not to ask for them; this is for servers that know no better.

/// Judges the answer as check_callback() does, and gives the tokens that were asked for in place of a code or beside
/// it. A refresh token in it is not taken (RFC 6749 §4.2.2). The ID token still has to be verified.
TokenSet check_front_channel(const AuthorizationRequest& request, const Params& response, TimePoint now);

/// A login that brought an ID token alone, as a record keeps it: what there is to print is no access token, and ends
/// when it does.
TokenSet as_only_token(TokenSet tokens, const IdTokenClaims& claims);

}  // namespace oauthctl
