#include "cli/completion.h"

#include <algorithm>
#include <set>

#include "cli/find_option.h"
#include "oauthctl/error.h"

namespace oauthctl::cli {
namespace {

ValueKind values_of(const Option& option) {
  if (option.values != ValueKind::any) return option.values;
  const std::string_view name = option.is_argument() ? option.name : option.value;
  return name == "FILE" ? ValueKind::files : name == "DIR" ? ValueKind::folders : ValueKind::any;
}

/// A line up to its unfinished word.
class Typed {
 public:
  Typed(std::span<const Description> commands, std::span<const Option> globals, GlobalOptions& global)
      : commands_(commands), globals_(globals), global_(global) {}

  void read(const std::string& word) {
    if (option_ != nullptr) {
      give(*option_, word);
      option_ = nullptr;
    } else if (is_option(word)) {
      read_option(word);
    } else if (command_ == nullptr) {
      read_command(word);
    } else {
      ++arguments_;
    }
  }

  Completion complete(const std::string& word) const {
    if (is_nonsense_ || (command_ != nullptr && command_->reads_own_options)) return {};
    const auto equals = word.find('=');
    if (option_ != nullptr) return complete_value(*option_, "", word);
    if (is_option(word) && equals != std::string::npos) {
      const Option* option = find(word.substr(0, equals));
      return option == nullptr ? Completion{}
                               : complete_value(*option, word.substr(0, equals + 1), word.substr(equals + 1));
    }
    if (word == "-" || is_option(word)) return complete_option(word);
    return command_ == nullptr ? complete_command(word) : complete_argument(word);
  }

 private:
  bool is_option(std::string_view word) const {
    const bool others = command_ != nullptr && command_->ends_in_program && arguments_ > 0;
    return word.starts_with('-') && word != "-" && !only_arguments_ && !others;
  }

  const Option* find(std::string_view name) const {
    const Option* option = find_option(globals_, name);
    return option != nullptr || command_ == nullptr ? option : find_option(command_->options, name);
  }

  void give(const Option& option, const std::string& value) {
    given_.insert(&option);
    if (find_option(globals_, option.name) != &option) return;
    try {
      option.fill(&global_, option, value);
    } catch (const Error&) {
      // The command says so when the line is finished.
    }
  }

  void read_option(std::string_view word) {
    if (word == "--") {
      only_arguments_ = true;
      return;
    }
    const Reach own = command_ == nullptr ? Reach{.known = false} : reach_of(word, command_->options);
    const Reach reach = own.known ? own : reach_of(word, globals_);
    option_ = reach.takes_next;
    const auto equals = word.find('=');
    const Option* option = find(word.substr(0, equals));
    if (option == nullptr || option_ != nullptr) return;
    give(*option, equals == std::string_view::npos ? "" : std::string(word.substr(equals + 1)));
  }

  void read_command(std::string_view word) {
    const auto found = std::find_if(commands_.begin(), commands_.end(), [=](const auto& c) { return c.name == word; });
    if (found == commands_.end()) {
      is_nonsense_ = true;
    } else {
      command_ = &*found;
    }
  }

  Completion complete_command(const std::string& word) const {
    Completion out{.typed = word};
    for (const Description& command : commands_) out.add(command.name, command.summary);
    return out;
  }

  Completion complete_option(const std::string& word) const {
    Completion out{.typed = word};
    const auto add = [&](std::span<const Option> options) {
      for (const Option& option : options) {
        const bool is_spent = given_.contains(&option) && !option.repeatable;
        if (!option.is_argument() && !is_spent) out.add(option.name, option.help);
      }
    };
    if (command_ != nullptr) add(command_->options);
    add(globals_);
    return out;
  }

  /// The argument at this place; the last one may go on. Null: none is expected.
  const Option* argument() const {
    const Option* last = nullptr;
    std::size_t place = 0;
    for (const Option& option : command_->options) {
      if (!option.is_argument()) continue;
      last = &option;
      if (place++ == arguments_) return last;
    }
    return last != nullptr && last->repeatable ? last : nullptr;
  }

  Completion complete_argument(const std::string& word) const {
    if (command_->ends_in_program)
      return {.values = arguments_ == 0 ? ValueKind::programs : ValueKind::files, .typed = word};
    const Option* option = argument();
    if (option == nullptr) return only_arguments_ ? Completion{} : complete_option(word);
    return complete_value(*option, "", word);
  }

  Completion complete_value(const Option& option, std::string kept, std::string word) const {
    // `NAME[=FORMAT]` has words behind its equals sign, `"A B"` is a list of words.
    const char separator = option.value.find('=') == std::string_view::npos ? ' ' : '=';
    const auto at = word.rfind(separator);
    if (at != std::string::npos) {
      kept += word.substr(0, at + 1);
      word.erase(0, at + 1);
    } else if (separator == '=') {
      return {};
    }
    Completion out{.values = values_of(option), .kept = std::move(kept), .typed = std::move(word)};
    for (const Word& one : option.words) out.add(one.word, one.help);
    if (out.values == ValueKind::commands) {
      for (const Description& command : commands_) out.add(command.name, command.summary);
    }
    return out;
  }

  std::span<const Description> commands_;
  std::span<const Option> globals_;
  GlobalOptions& global_;
  const Description* command_ = nullptr;
  const Option* option_ = nullptr;  ///< whose value comes next
  std::set<const Option*> given_;
  std::size_t arguments_ = 0;
  bool only_arguments_ = false;  ///< `--` was read
  bool is_nonsense_ = false;
};

}  // namespace

void Completion::add(std::string_view word, std::string_view help) {
  if (word.starts_with(typed)) candidates.push_back({kept + std::string(word), std::string(help)});
}

Completion complete(std::span<const std::string> words, std::span<const Description> commands,
                    std::span<const Option> globals, GlobalOptions& global) {
  Typed typed(commands, globals, global);
  if (words.empty()) return typed.complete("");
  for (const std::string& word : words.first(words.size() - 1)) typed.read(word);
  return typed.complete(words.back());
}

}  // namespace oauthctl::cli
