#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

#include "cli/option.h"
#include "oauthctl/error.h"

namespace oauthctl::cli {

/// The index of `value` among the option's words. Throws ErrorKind::usage with the nearest word, or with all of them.
std::size_t index_of(const Option& option, std::string_view value, Hint hint = {});

/// `90s`, `1h30m`, …; throws ErrorKind::usage.
std::chrono::seconds duration(const Option& option, std::string_view value);

// The type of the member decides how a value is read.
inline void put(bool& member, const Option&, std::string_view) {
  member = true;
}
inline void put(int& member, const Option&, std::string_view) {
  ++member;
}
inline void put(std::string& member, const Option&, std::string_view value) {
  member = value;
}
inline void put(std::vector<std::string>& member, const Option&, std::string_view value) {
  member.emplace_back(value);
}
template <class Rep, class Period>
void put(std::chrono::duration<Rep, Period>& member, const Option& option, std::string_view value) {
  member = duration(option, value);
}
/// An enum: its words are in the order of its enumerators.
template <class Enum>
requires std::is_enum_v<Enum>
void put(Enum& member, const Option& option, std::string_view value) {
  member = static_cast<Enum>(index_of(option, value));
}
template <class Value>
void put(std::optional<Value>& member, const Option& option, std::string_view value) {
  if (!member) member.emplace();
  put(*member, option, value);
}

/// Repeated values become words of one text, as in `scope` (RFC 6749 §3.3).
inline void put_words(std::string& member, std::string_view value) {
  if (!member.empty()) member += ' ';
  member += value;
}
inline void put_words(std::optional<std::string>& member, std::string_view value) {
  if (!member) member.emplace();
  put_words(*member, value);
}

/// Makes the Fill and Check functions of a table whose options fill an `Options`.
template <class Options>
struct Fills {
  /// The member at the end of a path of members.
  template <auto... path>
  static constexpr Fill to = [](void* options, const Option& option, std::string_view value) {
    put((*static_cast<Options*>(options).*....*path), option, value);
  };

  /// The same for a text that collects words.
  template <auto... path>
  static constexpr Fill words_of = [](void* options, const Option&, std::string_view value) {
    put_words((*static_cast<Options*>(options).*....*path), value);
  };

  /// A flag that turns something off.
  template <auto... path>
  static constexpr Fill off =
      [](void* options, const Option&, std::string_view) { (*static_cast<Options*>(options).*....*path) = false; };

  /// `void set(Options&, const Option&, std::string_view value)`
  template <auto set>
  static constexpr Fill by = [](void* options, const Option& option, std::string_view value) {
    set(*static_cast<Options*>(options), option, value);
  };

  /// `void judge(Options&, GlobalOptions&)`
  template <auto judge>
  static constexpr Check check =
      [](void* options, GlobalOptions& global) { judge(*static_cast<Options*>(options), global); };
};

}  // namespace oauthctl::cli
