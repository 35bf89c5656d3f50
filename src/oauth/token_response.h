#pragma once

#include <variant>

#include "base/json.h"
#include "base/time.h"
#include "model/account.h"
#include "model/client.h"
#include "model/http.h"
#include "model/token_set.h"
#include "oauthctl/error.h"

namespace oauthctl {

/// Tokens that are refused, although a refresh token came with them. A server that rotates no longer accepts the
/// previous one, so a renewal must keep this one, or the profile is lost.
class RefusedTokens : public Error {
 public:
  RefusedTokens(const Error& why, TokenSet renewal) : Error(why), renewal_(std::move(renewal)) {}
  /// The refresh token and its expiry, and nothing else of the answer.
  const TokenSet& renewal() const { return renewal_; }

 private:
  TokenSet renewal_;
};

using TokenReply = std::variant<TokenSet, OAuthError>;

/// Judges a token endpoint's answer by its body first (RFC 6749 §5.2): JSON, or a form as GitHub sends; an `error`
/// member wins over the status. A missing token_type or scope, an expires_in written as a string and a scope written as
/// an array are accepted; `quirks` lists the other deviations of this server. Throws ErrorKind::unavailable for 429,
/// and for 5xx without such a body, ErrorKind::protocol for anything that is not a token answer, such as an
/// access_token with a control character in it (it would end up in a header), or a token of a type that was not asked
/// for (RFC 6749 §7.1, RFC 9449 §5); with a refresh token in it, that is a RefusedTokens. A 4xx without a usable
/// `error` is returned as an OAuthError whose `error` is empty: the server refused, and no more is known; 401 with a
/// challenge for Basic is invalid_client (§5.2). An expires_in of zero or less means expired on arrival. A huge one is
/// cut to ten years.
TokenReply parse_token_response(const HttpResponse& response, TimePoint now,
                                const std::string& token_type = bearer_token_type,
                                const TokenAnswerQuirks& quirks = {});

/// The account that a token answer itself names, at the places that `rules` say; empty if it names none.
Account account_in_token_response(const HttpResponse& response, const AccountRules& rules);

/// The error in such an answer; empty if it has none, or if it cannot be read.
OAuthError error_in_token_response(const HttpResponse& response);

/// The members of RFC 6749 §5.1, judged as parse_token_response() says.
TokenSet read_token_set(const JsonObject& answer, TimePoint now, const std::string& token_type,
                        const TokenAnswerQuirks& quirks = {});

/// Only the refresh token and its expiry.
TokenSet read_renewal(const JsonObject& answer, TimePoint now, const TokenAnswerQuirks& quirks = {});

/// The member, which may be absent. Throws for a character that no token may have.
Secret read_token(const JsonObject& answer, const char* name);

}  // namespace oauthctl
