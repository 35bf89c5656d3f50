#include "cli/find_option.h"

#include <algorithm>

namespace oauthctl::cli {
namespace {

/// `-vp NAME`: letters up to the first that takes a value, which may follow at once.
Reach reach_of_letters(std::string_view letters, std::span<const Option> options) {
  for (std::size_t i = 0; i < letters.size(); ++i) {
    const Option* option = find_option(options, letters[i]);
    if (option == nullptr) return {.known = false};
    if (!option->is_flag()) return {.takes_next = i + 1 == letters.size() ? option : nullptr};
  }
  return {};
}

}  // namespace

const Option* find_option(std::span<const Option> options, char letter) {
  const auto found = std::find_if(options.begin(), options.end(), [=](const Option& o) { return o.letter == letter; });
  return found == options.end() ? nullptr : &*found;
}

const Option* find_option(std::span<const Option> options, std::string_view name) {
  const auto found = std::find_if(options.begin(), options.end(), [=](const Option& o) { return o.name == name; });
  return found == options.end() ? nullptr : &*found;
}

Reach reach_of(std::string_view word, std::span<const Option> options) {
  if (!word.starts_with("--")) return reach_of_letters(word.substr(1), options);
  const auto equals = word.find('=');
  const Option* option = find_option(options, word.substr(0, equals));
  const bool takes_next = option != nullptr && !option->is_flag() && equals == std::string_view::npos;
  return {.known = option != nullptr, .takes_next = takes_next ? option : nullptr};
}

}  // namespace oauthctl::cli
