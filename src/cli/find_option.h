#pragma once

#include <span>

#include "cli/option.h"

namespace oauthctl::cli {

/// The option of that name, or of that letter; null: the table does not have it.
const Option* find_option(std::span<const Option> options, std::string_view name);
const Option* find_option(std::span<const Option> options, char letter);

/// The options that a word with a dash names.
struct Reach {
  bool known = true;                   ///< the table has each option that it names
  const Option* takes_next = nullptr;  ///< the option whose value is the next word; null: none
};
Reach reach_of(std::string_view word, std::span<const Option> options);

}  // namespace oauthctl::cli
