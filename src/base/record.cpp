#include "oauthctl/store.h"

namespace oauthctl {

bool needs_no_person(const Record& record) {
  return record.grant_type == "client_credentials";
}

bool is_renewable(const Record& record) {
  return needs_no_person(record) || !record.tokens.refresh_token.empty();
}

}  // namespace oauthctl
