#include "commands/token/lasts.h"

#include "model/id_token_expiry.h"

namespace oauthctl::cli {

bool lasts(const Record& record, TokenType type, TimePoint now, std::chrono::seconds min_ttl) {
  const TokenSet& tokens = record.tokens;
  if (type == TokenType::access) return tokens.usable(now, min_ttl);
  if (tokens.id_token.empty()) return false;
  const auto end = id_token_expiry(tokens.id_token);
  return end ? *end - min_ttl >= now : tokens.usable(now, min_ttl);
}

Error no_id_token(const Record& record, ErrorKind kind) {
  const std::string what = "profile " + record.profile + " has no ID token";
  if (needs_no_person(record)) return Error(kind, what + ": nobody signs in with it");
  return Error(kind, what, Hint::run("oauthctl login -p " + record.profile + " --scope openid"));
}

}  // namespace oauthctl::cli
