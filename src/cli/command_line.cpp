#include "cli/command_line.h"

#include <CLI/CLI.hpp>
#include <algorithm>

#include "base/nearest.h"
#include "base/text.h"
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

const Option* find_long(std::span<const Option> options, std::string_view name) {
  const auto found = std::find_if(options.begin(), options.end(), [=](const Option& o) { return o.name == name; });
  return found == options.end() ? nullptr : &*found;
}

const Option* find_letter(std::span<const Option> options, char letter) {
  const auto found = std::find_if(options.begin(), options.end(), [=](const Option& o) { return o.letter == letter; });
  return found == options.end() ? nullptr : &*found;
}

/// Whether the option's value is the next word. Null for an option that is not there.
struct Reach {
  bool known = true;
  bool takes_next = false;
};

/// `-vp NAME`: letters up to the first that takes a value, which may follow at once.
Reach reach_of_letters(std::string_view letters, std::span<const Option> globals) {
  for (std::size_t i = 0; i < letters.size(); ++i) {
    const Option* option = find_letter(globals, letters[i]);
    if (option == nullptr) return {.known = false};
    if (!option->is_flag()) return {.takes_next = i + 1 == letters.size()};
  }
  return {};
}

Reach reach_of(std::string_view word, std::span<const Option> globals) {
  if (!word.starts_with("--")) return reach_of_letters(word.substr(1), globals);
  const auto equals = word.find('=');
  const Option* option = find_long(globals, word.substr(0, equals));
  return {.known = option != nullptr,
          .takes_next = option != nullptr && !option->is_flag() && equals == std::string_view::npos};
}

/// The position of the command's name: the first word that is neither an option nor an option's value.
std::size_t place_of_command(Words words, std::span<const Option> globals) {
  std::size_t i = 0;
  for (; i < words.size(); ++i) {
    const std::string_view word = words[i];
    if (!word.starts_with('-') || word == "-" || word == "--") return i;
    const Reach reach = reach_of(word, globals);
    if (!reach.known) throw unknown_option(word, nullptr, globals);
    if (reach.takes_next) ++i;
  }
  return words.size();
}

/// The place of the first word of the program that the command is to run: behind `--`, or the first word that is
/// neither an option nor an option's value.
std::size_t place_of_program(Words words, std::size_t command, const Description& description,
                             std::span<const Option> globals) {
  std::size_t i = command + 1;
  for (; i < words.size(); ++i) {
    const std::string_view word = words[i];
    if (!word.starts_with('-') || word == "-" || word == "--") break;
    const Reach own = reach_of(word, description.options);
    const Reach reach = own.known ? own : reach_of(word, globals);
    if (!reach.known) throw unknown_option(word, &description, globals);
    if (reach.takes_next) ++i;
  }
  return std::min(i, words.size());
}

/// Registering an option costs more than reading it, so only options that the command line may name are registered. A
/// value that looks like an option registers another one, which does no harm.
bool may_name(Words words, const Option& option) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
    if (word.starts_with("--")) return word.substr(0, word.find('=')) == option.name;
    return word.starts_with('-') && option.letter != '\0' && word.find(option.letter) != std::string_view::npos;
  });
}

/// CLI11 only splits the words by the names in the tables. Our code gives them meaning and reports mistakes.
class Reader {
 public:
  Reader(Words words, const Description* command, std::span<const Option> globals)
      : words_(words), command_(command), globals_(globals) {
    app_.set_help_flag();
    app_.allow_extras();
    for (const Option& option : globals) add(option, global_);
    if (command != nullptr) {
      for (const Option& option : command->options) add(option, own_);
    }
  }

  CommandLine read(std::vector<std::string> words) {
    split_empty_values(words);
    std::reverse(words.begin(), words.end());
    try {
      app_.parse(std::move(words));
    } catch (const CLI::Error&) {
      throw lacking();
    }
    const auto extra = app_.remaining();
    if (!extra.empty()) throw unexpected(extra.front());
    return {command_, values(global_), values(own_)};
  }

 private:
  struct Registered {
    const Option* option;
    const CLI::Option* reader;
  };

  void add(const Option& option, std::vector<Registered>& list) {
    if (!option.is_argument() && !may_name(words_, option)) return;
    const std::string letter = option.letter == '\0' ? "" : std::string("-") + option.letter + ',';
    const std::string names = letter + std::string(option.name);
    CLI::Option* reader = option.is_flag() ? app_.add_flag(names) : app_.add_option(names, CLI::callback_t());
    if (option.is_flag()) reader->disable_flag_override();
    if (!option.is_flag()) reader->take_all();
    if (option.is_argument() && option.repeatable) reader->expected(-1);
    list.push_back({&option, reader});
  }

  /// CLI11 would take the next word as the value of `--name=`, whose value is empty.
  void split_empty_values(std::vector<std::string>& words) const {
    for (std::size_t i = 0; i < words.size(); ++i) {
      if (!words[i].starts_with("--") || !words[i].ends_with('=')) continue;
      const std::string name = words[i].substr(0, words[i].size() - 1);
      const Option* option = find_registered(name);
      if (option == nullptr || option->is_flag()) continue;
      words[i] = name;
      words.insert(words.begin() + static_cast<std::ptrdiff_t>(++i), "");
    }
  }

  /// CLI11 found a value for a flag, or an option without its value, which is then the last word of the line.
  Error lacking() const {
    for (const std::string_view word : words_) {
      const auto equals = word.find('=');
      if (!word.starts_with("--") || equals == std::string_view::npos) continue;
      const Option* option = find_registered(word.substr(0, equals));
      if (option != nullptr && option->is_flag())
        return usage_error(std::string(option->name) + " takes no value", command_);
    }
    return usage_error(shown(words_.back()) + " needs a value", command_);
  }

  const Option* find_registered(std::string_view name) const {
    const Option* global = find_long(globals_, name);
    return global != nullptr || command_ == nullptr ? global : find_long(command_->options, name);
  }

  Error unexpected(const std::string& word) const {
    if (word.starts_with('-')) return unknown_option(word, command_, globals_);
    return usage_error(shown(word) + " was not expected", command_);
  }

  std::vector<Given> values(const std::vector<Registered>& list) const {
    std::vector<Given> out;
    for (const auto& [option, reader] : list) {
      const auto& results = reader->results();
      const bool may_repeat = option->repeatable || option->is_flag();
      if (results.size() > 1 && !may_repeat) throw usage_error(std::string(option->name) + " is given twice", command_);
      for (const std::string& value : results) {
        if (value.empty() && !option->may_be_empty)
          throw usage_error(std::string(option->name) + ": the value is empty", command_);
        out.push_back({option, option->is_flag() ? std::string{} : value});
      }
    }
    return out;
  }

  Words words_;
  const Description* command_;
  std::span<const Option> globals_;
  CLI::App app_;
  std::vector<Registered> global_, own_;
};

/// The program's words are left as they are: an option or an empty word among them is its own affair.
CommandLine read_with_program(Words words, std::size_t place, const Description& command,
                              std::span<const Option> globals) {
  std::size_t program = place_of_program(words, place, command, globals);
  const Words ours = words.first(program);
  std::vector<std::string> rest(ours.begin(), ours.end());
  rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(place));
  CommandLine line = Reader(ours, &command, globals).read(std::move(rest));
  if (program < words.size() && std::string_view(words[program]) == "--") ++program;
  for (const char* word : words.subspan(program)) line.own.push_back({&command.options.front(), word});
  return line;
}

}  // namespace

const Description& find_command(std::string_view name, std::span<const Description> commands) {
  for (const Description& command : commands) {
    if (command.name == name) return command;
  }
  throw unknown_command(name, commands);
}

CommandLine read_command_line(Words words, std::span<const Description> commands, std::span<const Option> globals) {
  const std::size_t place = place_of_command(words, globals);
  const Description* command = place < words.size() ? &find_command(words[place], commands) : nullptr;
  if (command != nullptr && command->reads_own_options) {
    CommandLine line = read_command_line(words.first(place), commands, globals);
    line.command = command;
    return line;
  }
  if (command != nullptr && command->ends_in_program) return read_with_program(words, place, *command, globals);
  std::vector<std::string> rest(words.begin(), words.end());
  if (command != nullptr) rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(place));
  return Reader(words, command, globals).read(std::move(rest));
}

void require_all(const CommandLine& line) {
  for (const Option& option : line.command->options) {
    const bool is_there =
        std::any_of(line.own.begin(), line.own.end(), [&](const Given& one) { return one.option == &option; });
    if (option.required && !is_there)
      throw usage_error(std::string(line.command->name) + " needs " + std::string(option.name), line.command);
  }
}

}  // namespace oauthctl::cli
