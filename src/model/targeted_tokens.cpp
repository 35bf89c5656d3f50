#include "model/targeted_tokens.h"

#include <algorithm>
#include <utility>

#include "model/server/destination.h"

namespace oauthctl {
namespace {

using namespace std::chrono_literals;

constexpr auto kept_after_expiry = 24h;

template <typename MaybeConstRecord>
auto find_targeted(MaybeConstRecord& record, const Target& target) {
  return std::find_if(record.targeted.begin(), record.targeted.end(),
                      [&](const TargetedToken& kept) { return kept.target == target; });
}

}  // namespace

Target target_in(const Record& record, Target target) {
  target = canonical(std::move(target));
  // With an audience, the profile's resources would not be sent by themselves.
  const bool is_own = target.audience.empty() && target.resource == canonical({.resource = record.resource}).resource;
  if (is_own) target.resource.clear();
  return target;
}

const TokenSet* tokens_for(const Record& record, const Target& target) {
  const Target wanted = target_in(record, target);
  if (wanted.empty()) return &record.tokens;
  const auto found = find_targeted(record, wanted);
  return found == record.targeted.end() ? nullptr : &found->tokens;
}

std::optional<Record> aimed(Record record, const Target& target) {
  const TokenSet* tokens = tokens_for(record, target);
  if (tokens == nullptr) return std::nullopt;
  if (tokens != &record.tokens) record.tokens = renewed(record.tokens, *tokens);
  return record;
}

Target target_of(const Record& record, const Target& asked, std::string_view url) {
  if (!asked.empty() || record.resource.size() < 2 || url.empty() || !is_renewable(record)) return asked;
  const std::string covering = resource_covering(record, url);
  return covering.empty() ? Target{} : Target{.resource = {covering}};
}

void put_tokens(Record& record, const Target& target, TokenSet tokens) {
  const Target kept_as = target_in(record, target);
  if (kept_as.empty()) {
    record.tokens = std::move(tokens);
    return;
  }
  tokens.refresh_token = {};
  tokens.refresh_token_expires_at.reset();
  tokens.id_token = {};
  const auto found = find_targeted(record, kept_as);
  if (found == record.targeted.end())
    record.targeted.push_back({kept_as, std::move(tokens)});
  else
    found->tokens = std::move(tokens);
}

void drop_old_targeted(Record& record, TimePoint now) {
  auto& kept = record.targeted;
  std::erase_if(kept, [&](const TargetedToken& token) {
    return token.tokens.expires_at && now - *token.tokens.expires_at >= kept_after_expiry;
  });
  while (kept.size() > most_targeted_tokens) {
    const auto worth = [&](const TargetedToken& token) {
      return std::pair(token.tokens.usable(now, 0s), token.tokens.obtained_at);
    };
    kept.erase(std::min_element(kept.begin(), kept.end(),
                                [&](const auto& one, const auto& other) { return worth(one) < worth(other); }));
  }
}

}  // namespace oauthctl
