#include "model/record.h"

#include <algorithm>

namespace oauthctl {
namespace {

bool can_be_read_again(const std::string& file) {
  return !file.empty() && file != "-";
}

bool has_key_at_hand(const Record& record) {
  return !record.client_file.empty() ||
         (record.client && !(record.client->private_key.empty() && record.client->jwks.empty()));
}

/// An assertion that can be read from a file or made with a key.
bool has_assertion(const Record& record) {
  const std::string& file = record.source.assertion_file;
  return file.empty() ? has_key_at_hand(record) : can_be_read_again(file);
}

/// The tokens that are exchanged: a profile's, or those of files.
bool has_tokens_to_exchange(const Record& record) {
  const GrantSource& source = record.source;
  const bool has_subject = !source.subject_profile.empty() || can_be_read_again(source.subject_token_file);
  return has_subject && source.actor_token_file != "-";
}

}  // namespace

Record settings_of(Record record, TimePoint now) {
  // Of two records of one serial, the one that was obtained later counts.
  const TimePoint obtained_at = std::max(now, record.tokens.obtained_at);
  record.tokens = {};
  record.tokens.obtained_at = obtained_at;
  record.targeted.clear();
  record.dpop_key = {};
  record.account = {};
  return record;
}

bool needs_no_person(const Record& record) {
  if (rules_of(record.grant_type).needs_person) return false;
  if (record.grant_type == GrantType::jwt_bearer) return has_assertion(record);
  return record.grant_type != GrantType::token_exchange || has_tokens_to_exchange(record);
}

bool is_renewable(const Record& record) {
  return needs_no_person(record) || !record.tokens.refresh_token.empty();
}

bool is_renewable(const Record& record, TimePoint now) {
  const auto& end = record.tokens.refresh_token_expires_at;
  return needs_no_person(record) || (is_renewable(record) && (!end || *end > now));
}

}  // namespace oauthctl
