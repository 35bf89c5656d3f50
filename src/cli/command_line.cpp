#include "cli/command_line.h"

#include <algorithm>

#include "base/nearest.h"
#include "base/text.h"
#include "cli/find_option.h"
#include "oauthctl/error.h"

namespace oauthctl::cli {
namespace {

using Words = std::span<char* const>;

std::string shown(std::string_view word) {
  return "'" + printable(word, 60) + "'";
}

std::string did_you_mean(std::string_view typed, const std::vector<std::string_view>& known) {
  const std::string_view near = nearest(typed, known);
  return near.empty() ? "" : "; did you mean " + shown(near) + "?";
}

std::string help_command(const Description* command) {
  return "oauthctl " + (command == nullptr ? "" : std::string(command->name) + ' ') + "--help";
}

Error usage_error(const std::string& message, const Description* command) {
  return Error(ErrorKind::usage, message, help_command(command));
}

Error unknown_option(std::string_view word, const Description* command, std::span<const Option> globals) {
  std::vector<std::string_view> known;
  for (const Option& option : globals) known.push_back(option.name);
  if (command != nullptr) {
    for (const Option& option : command->options) known.push_back(option.name);
  }
  const std::string_view name = word.substr(0, word.find('='));
  return usage_error("unknown option " + shown(name) + did_you_mean(name, known), command);
}

Error unknown_command(std::string_view word, std::span<const Description> commands) {
  std::vector<std::string_view> known;
  for (const Description& command : commands) known.push_back(command.name);
  return usage_error("unknown command " + shown(word) + did_you_mean(word, known), nullptr);
}

bool is_given(const Option& option, const std::vector<Given>& list) {
  return std::any_of(list.begin(), list.end(), [&](const Given& one) { return one.option == &option; });
}

/// Splits the words by the names in the tables, in one pass. The tables say what the words mean.
class Reader {
 public:
  Reader(Words words, std::span<const Description> commands, std::span<const Option> globals)
      : words_(words), commands_(commands), globals_(globals) {}

  CommandLine read() {
    while (next_ < words_.size() && !is_done_) read(words_[next_++]);
    sort(line_.global);
    sort(line_.own);
    return std::move(line_);
  }

 private:
  void read(std::string_view word) {
    if (only_arguments_ || !word.starts_with('-') || word == "-") {
      take(word);
    } else if (word == "--" && line_.command != nullptr) {
      only_arguments_ = true;
      if (line_.command->ends_in_program) take_program();
    } else if (word.starts_with("--")) {
      take_long(word);
    } else {
      take_letters(word);
    }
  }

  /// The command's name, else an argument of the command.
  void take(std::string_view word) {
    if (line_.command == nullptr) {
      line_.command = &find_command(word, commands_);
      is_done_ = line_.command->reads_own_options;
    } else if (line_.command->ends_in_program) {
      --next_;
      take_program();
    } else {
      add(next_argument(word), word);
    }
  }

  /// Its words are passed on unchanged, options and empty words too.
  void take_program() {
    for (const char* word : words_.subspan(next_)) line_.own.push_back({&line_.command->options.front(), word});
    is_done_ = true;
  }

  void take_long(std::string_view word) {
    const auto equals = word.find('=');
    const Option& option = named(word, word.substr(0, equals));
    if (equals == std::string_view::npos) return add(option, option.is_flag() ? "" : next_word(word));
    if (option.is_flag()) throw usage_error(std::string(option.name) + " takes no value", line_.command);
    add(option, word.substr(equals + 1));
  }

  /// `-vp NAME`: flags, up to a letter that takes a value, which may follow at once.
  void take_letters(std::string_view word) {
    for (std::size_t i = 1; i < word.size(); ++i) {
      const Option& option = named(word, word[i]);
      if (option.is_flag()) {
        add(option, "");
        continue;
      }
      return add(option, i + 1 < word.size() ? word.substr(i + 1) : next_word(word));
    }
  }

  /// By its name or its letter.
  template <class Name>
  const Option& named(std::string_view word, Name name) const {
    for (const auto options : {own_options(), globals_}) {
      if (const Option* option = find_option(options, name); option != nullptr) return *option;
    }
    throw unknown_option(word, line_.command, globals_);
  }

  std::string_view next_word(std::string_view word) {
    if (next_ == words_.size()) throw usage_error(shown(word) + " needs a value", line_.command);
    return words_[next_++];
  }

  const Option& next_argument(std::string_view word) const {
    for (const Option& option : own_options()) {
      if (option.is_argument() && (option.repeatable || !is_given(option, line_.own))) return option;
    }
    throw usage_error(shown(word) + " was not expected", line_.command);
  }

  void add(const Option& option, std::string_view value) {
    auto& list = is_own(option) ? line_.own : line_.global;
    if (!option.repeatable && !option.is_flag() && is_given(option, list))
      throw usage_error(std::string(option.name) + " is given twice", line_.command);
    if (value.empty() && !option.is_flag() && !option.may_be_empty)
      throw usage_error(std::string(option.name) + ": the value is empty", line_.command);
    list.push_back({&option, std::string(value)});
  }

  std::span<const Option> own_options() const {
    return line_.command == nullptr ? std::span<const Option>{} : line_.command->options;
  }

  bool is_own(const Option& option) const {
    const auto own = own_options();
    return !own.empty() && &option >= &own.front() && &option <= &own.back();
  }

  static void sort(std::vector<Given>& list) {
    std::stable_sort(list.begin(), list.end(), [](const Given& a, const Given& b) { return a.option < b.option; });
  }

  Words words_;
  std::span<const Description> commands_;
  std::span<const Option> globals_;
  CommandLine line_;
  std::size_t next_ = 0;
  bool only_arguments_ = false;
  bool is_done_ = false;
};

}  // namespace

const Description& find_command(std::string_view name, std::span<const Description> commands) {
  for (const Description& command : commands) {
    if (command.name == name) return command;
  }
  throw unknown_command(name, commands);
}

CommandLine read_command_line(Words words, std::span<const Description> commands, std::span<const Option> globals) {
  return Reader(words, commands, globals).read();
}

void require_all(const CommandLine& line) {
  for (const Option& option : line.command->options) {
    if (option.required && !is_given(option, line.own))
      throw usage_error(std::string(line.command->name) + " needs " + std::string(option.name), line.command);
  }
}

}  // namespace oauthctl::cli
