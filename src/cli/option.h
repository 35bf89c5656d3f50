#pragma once

#include <span>
#include <string_view>

namespace oauthctl::cli {

struct GlobalOptions;
struct Option;

/// A word that an option takes, and what it means.
struct Word {
  std::string_view word;
  std::string_view help;
};

/// The kinds of values of an option without fixed words, for completion. FILE and DIR are known by their names.
enum class ValueKind { any, profiles, scopes, commands, files, folders, programs };

/// Stores one value of the command line; `options` is the struct that the table fills (cli/fill.h). Throws
/// ErrorKind::usage naming the option. A flag's value is empty.
using Fill = void (*)(void* options, const Option& option, std::string_view value);

/// Checks the options together when all are filled, and applies what one of them implies for another. Throws
/// ErrorKind::usage.
using Check = void (*)(void* options, GlobalOptions& global);

/// One option or argument: everything that parsing, help, completion and manual pages need.
struct Option {
  std::string_view name;        ///< `--min-ttl`; for an argument, which has no dashes, `URL`
  char letter = '\0';           ///< `p` for `-p`
  std::string_view value = {};  ///< `DURATION`; empty: a flag
  std::string_view group = {};  ///< the heading in help; empty: `Options`
  std::string_view help;
  std::span<const Word> words = {};   ///< the only values that it takes; empty: any
  ValueKind values = ValueKind::any;  ///< used if `words` is empty
  bool repeatable = false;
  bool required = false;
  /// The options of the command that may be given beside it. Empty: any.
  std::span<const std::string_view> only_with = {};
  bool may_be_empty = false;
  Fill fill;

  constexpr bool is_argument() const { return !name.starts_with('-'); }
  constexpr bool is_flag() const { return value.empty() && !is_argument(); }
};

struct Example {
  std::string_view command;
  std::string_view why = {};
};

/// One command. A part that is missing does not compile.
struct Description {
  std::string_view name;
  std::string_view group;  ///< the heading in `oauthctl help`
  std::string_view summary;
  std::span<const Option> options = {};
  std::span<const Example> examples = {};
  Check check = nullptr;
  bool reads_own_options = false;  ///< another program reads the words after the command
  bool ends_in_program = false;    ///< the first argument and all words behind it are a program and its arguments
};

/// Each command's header specialises it for its options struct.
struct NotDescribed {};
template <class Options>
inline constexpr NotDescribed description_of;

/// Refuses, at compile time, a description that help or parsing could not use.
consteval Description complete(Description description) {
  if (description.name.empty() || description.group.empty() || description.summary.empty()) throw "a part is missing";
  if (description.examples.empty()) throw "a command has an example";
  for (const Option& option : description.options) {
    if (option.name.empty() || option.help.empty()) throw "an option has a name and a help text";
    if (option.fill == nullptr) throw "an option fills something";
    if (!option.words.empty() && option.is_flag()) throw "a flag has no values";
  }
  if (description.ends_in_program && !description.options.front().is_argument()) throw "the program comes first";
  return description;
}

}  // namespace oauthctl::cli
