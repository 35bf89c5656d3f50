#include "demo/narrator.h"

#include <unistd.h>

#include <algorithm>

#include "base/text.h"
#include "cli/paints.h"
#include "cli/wrap.h"

namespace oauthctl::demo {
namespace {

std::size_t width() {
  constexpr std::size_t usual = 80, narrowest = 40, widest = 100;
  return std::clamp(cli::terminal_width(STDOUT_FILENO).value_or(usual), narrowest, widest);
}

std::string paragraph(const std::string& text, std::size_t columns) {
  constexpr const char* indent = "   ";
  return cli::in_lines(words(text), {.first = indent, .next = indent, .width = columns, .breaks_words = true});
}

}  // namespace

Narrator::Narrator(const cli::Terminal& terminal)
    : terminal_(terminal),
      is_terminal_(isatty(STDOUT_FILENO) == 1),
      is_colored_(terminal.wants_color(STDOUT_FILENO)),
      width_(width()) {}

void Narrator::title(const std::string& text) const {
  write(text + '\n', cli::paints::bold_cyan);
}

void Narrator::comment(const std::string& text) const {
  write(paragraph(text, width_), cli::paints::dim);
}

void Narrator::outcome(const std::string& text) const {
  write(paragraph(text, width_), nullptr);
}

void Narrator::command(const std::vector<std::string>& words) const {
  std::vector<std::string> parts;
  for (const std::string& word : words) {
    const std::string typed = word.find(' ') == std::string::npos ? word : '"' + word + '"';
    // An option and its value stay on one line.
    const bool is_value = !parts.empty() && parts.back().starts_with("--") && !word.starts_with("--");
    if (is_value) {
      parts.back() += ' ' + typed;
    } else {
      parts.push_back(typed);
    }
  }
  write(cli::in_lines(parts, {.first = "   $ ", .next = "       ", .more = " \\", .width = width_}), cli::paints::bold);
}

void Narrator::quote(const std::string& line) const {
  const std::string whole = "   | " + line;
  if (!is_terminal_ || cli::columns_of(whole) <= width_) return write(whole + '\n', nullptr);
  const std::string first = whole.substr(0, whole.find_first_not_of(' ', 5));
  write(cli::in_lines(words(line), {.first = first, .next = first + "  ", .width = width_, .breaks_words = true}),
        nullptr);
}

void Narrator::blank() const {
  terminal_.answer("\n");
}

void Narrator::write(const std::string& text, const char* paint) const {
  if (!is_colored_ || paint == nullptr) return terminal_.answer(text);
  terminal_.answer(paint + text.substr(0, text.size() - 1) + cli::paints::end + '\n');
}

}  // namespace oauthctl::demo
