#include "oauthctl/store.h"

namespace oauthctl {

bool needs_no_person(const Record& record) {
  return record.grant_type == "client_credentials";
}

bool is_renewable(const Record& record) {
  return needs_no_person(record) || !record.tokens.refresh_token.empty();
}

bool is_renewable(const Record& record, TimePoint now) {
  const auto& end = record.tokens.refresh_token_expires_at;
  return needs_no_person(record) || (is_renewable(record) && (!end || *end > now));
}

}  // namespace oauthctl
