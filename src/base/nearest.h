#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace oauthctl {

/// The known word that somebody probably meant to type: the one with the fewest insertions, deletions, replacements and
/// swaps of neighbours, up to a third of its length. Empty if none is near.
std::string_view nearest(std::string_view typed, std::span<const std::string_view> known);
std::string nearest(std::string_view typed, const std::vector<std::string>& known);

/// `a`, `a or b`, `a, b or c`
std::string one_of(std::span<const std::string_view> words);

}  // namespace oauthctl
