#include "model/token_set.h"

namespace oauthctl {

bool TokenSet::usable(TimePoint now, std::chrono::seconds min_ttl) const {
  if (access_token.empty() || now < obtained_at) return false;
  return !expires_at || (*expires_at > now && *expires_at - now >= min_ttl);
}

TokenSet renewed(const TokenSet& old, TokenSet fresh) {
  if (fresh.refresh_token.empty()) {
    fresh.refresh_token = old.refresh_token;
    if (!fresh.refresh_token_expires_at) fresh.refresh_token_expires_at = old.refresh_token_expires_at;
  }
  if (fresh.id_token.empty()) fresh.id_token = old.id_token;
  if (fresh.issued_token_type.empty()) fresh.issued_token_type = old.issued_token_type;
  if (fresh.scope.empty()) fresh.scope = old.scope;
  if (fresh.authorization_details.empty()) fresh.authorization_details = old.authorization_details;
  return fresh;
}

}  // namespace oauthctl
