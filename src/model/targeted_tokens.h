#pragma once

#include <optional>
#include <string_view>

#include "model/record.h"

namespace oauthctl {

// A record keeps a token for each target that was asked for, and finds it again by the target.

/// A record keeps no more than that.
constexpr std::size_t most_targeted_tokens = 32;

/// The target as the record's tokens are found by it: canonical, and without resources if they are the profile's own.
Target target_in(const Record& record, Target target);

/// The record's tokens for the target: its own if that is empty. Null: it has none.
const TokenSet* tokens_for(const Record& record, const Target& target);

/// The record with the tokens for the target in place of its own, but with its own refresh token and ID token. Nothing:
/// it has none. The result must not be saved.
std::optional<Record> aimed(Record record, const Target& target);

/// The target of a token that goes to `url`: `asked` if it is not empty. Else, for a profile of several resources, the
/// one that covers the URL, if a token for it can be obtained.
Target target_of(const Record& record, const Target& asked, std::string_view url);

/// Keeps the tokens for the target in place of those that the record has for it. If the target is not empty, it keeps
/// only the access token.
void put_tokens(Record& record, const Target& target, TokenSet tokens);

/// Drops tokens that expired a day ago or earlier. If too many are left, drops expired ones first, then the oldest.
/// Called before a save, so that a record does not grow without end.
void drop_old_targeted(Record& record, TimePoint now);

}  // namespace oauthctl
