#include "model/grant_types.h"
#include "model/store.h"

namespace oauthctl {

namespace {

bool can_be_read_again(const std::string& file) {
  return !file.empty() && file != "-";
}

bool has_key_at_hand(const Record& record) {
  return !record.client_file.empty() ||
         (record.client && !(record.client->private_key.empty() && record.client->jwks.empty()));
}

}  // namespace

bool needs_no_person(const Record& record) {
  const GrantSource& source = record.source;
  if (record.grant_type == "client_credentials") return true;
  if (record.grant_type == jwt_bearer_grant_type)
    return source.assertion_file.empty() ? has_key_at_hand(record) : can_be_read_again(source.assertion_file);
  if (record.grant_type != token_exchange_grant_type) return false;
  const bool has_subject = !source.subject_profile.empty() || can_be_read_again(source.subject_token_file);
  return has_subject && source.actor_token_file != "-";
}

bool is_renewable(const Record& record) {
  return needs_no_person(record) || !record.tokens.refresh_token.empty();
}

bool is_renewable(const Record& record, TimePoint now) {
  const auto& end = record.tokens.refresh_token_expires_at;
  return needs_no_person(record) || (is_renewable(record) && (!end || *end > now));
}

}  // namespace oauthctl
