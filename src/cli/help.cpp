#include "cli/help.h"

#include <algorithm>
#include <functional>
#include <vector>

#include "base/nearest.h"
#include "base/text.h"

namespace oauthctl::cli {
namespace {

constexpr std::size_t width = 80;
constexpr std::size_t widest_left = 28;

using Names = std::vector<std::string_view>;

/// Two columns; the right one wraps. A left cell that is too wide gets its own line.
class Columns {
 public:
  explicit Columns(std::size_t left) : left_(std::min(left, widest_left) + 4) {}

  std::string row(std::string_view left, std::string_view right) const {
    std::string out = "  " + std::string(left);
    if (right.empty()) return out + '\n';
    if (out.size() + 2 > left_) out += '\n' + std::string(left_, ' ');
    out.resize(std::max(out.size(), left_), ' ');
    std::size_t at = left_;
    for (const std::string& word : words(right)) {
      if (at > left_ && at + 1 + word.size() > width) {
        out += '\n' + std::string(left_, ' ');
        at = left_;
      }
      if (at > left_) out += ' ', ++at;
      out += word;
      at += word.size();
    }
    return out + '\n';
  }

 private:
  std::size_t left_;
};

std::string heading(std::string_view text) {
  return '\n' + std::string(text) + ":\n";
}

/// `-p, --profile NAME`, with room for the letter of an option that lacks one.
std::string left_cell(const Option& option) {
  if (option.is_argument()) return std::string(option.name);
  std::string out = option.letter == '\0' ? "    " : std::string("-") + option.letter + ", ";
  out += option.name;
  return option.value.empty() ? out : out + ' ' + std::string(option.value);
}

bool explains_words(const Option& option) {
  return std::any_of(option.words.begin(), option.words.end(), [](const Word& word) { return !word.help.empty(); });
}

std::string help_text(const Option& option) {
  return std::string(option.help) + (option.repeatable && !option.is_argument() ? "; may be repeated" : "");
}

/// A word stands a little to the right of its option.
std::string left_cell(const Option& option, const Word& word) {
  return std::string(option.is_argument() ? 2 : 6, ' ') + std::string(word.word);
}

/// One width for all options of a page.
Columns columns_for(std::span<const Option> options) {
  std::size_t left = 0;
  const auto widen = [&](const std::string& cell) {
    if (cell.size() <= widest_left) left = std::max(left, cell.size());
  };
  for (const Option& option : options) {
    widen(left_cell(option));
    for (const Word& word : option.words) widen(left_cell(option, word));
  }
  return Columns(left);
}

std::string row_of(const Option& option, const Columns& columns) {
  std::string out = columns.row(left_cell(option), help_text(option));
  if (!explains_words(option)) return out;
  for (const Word& word : option.words) out += columns.row(left_cell(option, word), word.help);
  return out;
}

std::string rows_of(std::span<const Option> options, const std::function<bool(const Option&)>& wanted) {
  const Columns columns = columns_for(options);
  std::string out;
  for (const Option& option : options) {
    if (wanted(option)) out += row_of(option, columns);
  }
  return out;
}

template <class Row>
Names groups_of(std::span<const Row> rows) {
  Names groups;
  for (const Row& row : rows) {
    if (std::find(groups.begin(), groups.end(), row.group) == groups.end()) groups.push_back(row.group);
  }
  return groups;
}

std::string options_in_groups(std::span<const Option> options) {
  std::string out;
  const std::string arguments = rows_of(options, [](const Option& option) { return option.is_argument(); });
  if (!arguments.empty()) out += heading("Arguments") + arguments;
  for (const std::string_view group : groups_of(options)) {
    const std::string rows =
        rows_of(options, [=](const Option& option) { return !option.is_argument() && option.group == group; });
    if (!rows.empty()) out += heading(group.empty() ? "Options" : group) + rows;
  }
  return out;
}

std::string commands_in_groups(std::span<const Description> commands) {
  std::size_t left = 0;
  for (const Description& command : commands) left = std::max(left, command.name.size());
  std::string out;
  for (const std::string_view group : groups_of(commands)) {
    out += heading(group);
    for (const Description& command : commands) {
      if (command.group == group) out += Columns(left).row(command.name, command.summary);
    }
  }
  return out;
}

std::string examples_of(std::span<const Example> examples) {
  std::size_t left = 0;
  for (const Example& example : examples) {
    if (!example.why.empty() && example.command.size() + example.why.size() + 5 <= width)
      left = std::max(left, example.command.size());
  }
  std::string out = heading("Examples");
  for (const auto& [command, why] : examples) {
    std::string line = "  " + std::string(command);
    if (!why.empty() && left + why.size() + 5 > width) {
      line += "\n      " + std::string(why);
    } else if (!why.empty()) {
      line.resize(std::max(line.size(), left + 2), ' ');
      line += "   " + std::string(why);
    }
    out += line + '\n';
  }
  return out;
}

std::string usage_of(const Description& command) {
  std::string out = "Usage: oauthctl " + std::string(command.name) + " [options]";
  for (const Option& option : command.options) {
    if (!option.is_argument()) continue;
    const std::string name = std::string(option.name) + (option.repeatable ? "..." : "");
    out += option.required ? ' ' + name : " [" + name + ']';
  }
  return out + '\n';
}

constexpr std::string_view summary = "Sign in once, use the token everywhere (OAuth 2 and OpenID Connect)";

constexpr Example first_steps[] = {
    {"oauthctl demo", "see it work on this machine"},
    {"oauthctl login --secrets client.json", "sign in with the browser"},
    {"oauthctl token --format header | curl -H @- URL", "call an API"},
};

}  // namespace

std::string overview(std::span<const Description> commands, std::span<const Option> globals) {
  return "Usage: oauthctl COMMAND [options]\n\n" + std::string(summary) + '\n' + commands_in_groups(commands) +
         heading("Options of every command except dev-server") + rows_of(globals, [](const Option&) { return true; }) +
         examples_of(first_steps) + "\nMore about a command: oauthctl help COMMAND\n";
}

std::string short_help(std::span<const Description> commands) {
  return "Usage: oauthctl COMMAND [options]\n" + commands_in_groups(commands) +
         "\nAll options and examples: oauthctl help\n";
}

std::string help_of(const Description& command) {
  return usage_of(command) + '\n' + std::string(command.summary) + '\n' + options_in_groups(command.options) +
         examples_of(command.examples) + "\nOptions of every command, such as -p NAME and -v: oauthctl help\n";
}

}  // namespace oauthctl::cli
