#include "cli/terminal.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

#include "base/file.h"
#include "base/text.h"
#include "cli/hint.h"
#include "cli/paints.h"
#include "cli/wrap.h"

namespace oauthctl::cli {
namespace {

// A URL that a person must open may be long: a signed request is part of it.
constexpr std::size_t longest_line = 64'000;

constexpr const char* erased_line = "\r\x1b[K";

}  // namespace

Terminal::Terminal(const GlobalOptions& options, const Environment& environment)
    : options_(options),
      may_color_(!environment("NO_COLOR") && environment("TERM") != "dumb"),
      colored_(wants_color(STDERR_FILENO)),
      is_lively_(!options.quiet && isatty(STDERR_FILENO) == 1 && environment("TERM") != "dumb") {}

bool Terminal::wants_color(int stream) const {
  if (options_.color != Color::automatic) return options_.color == Color::always;
  return may_color_ && isatty(stream) == 1;
}

void Terminal::answer(std::string_view text) const {
  write_answer(text);
}

void Terminal::page(std::string_view text) const {
  std::string out;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    out += printable(text.substr(0, end), longest_line) + '\n';
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  answer(out);
}

void Terminal::usage(std::string_view text) const {
  write_all(STDERR_FILENO, text);
}

void Terminal::step(const std::string& text) {
  if (options_.verbosity > 0 && !options_.quiet) say_wrapped({}, secrets_.clean_message(text), paints::dim);
}

void Terminal::trace(const std::string& line) {
  if (!options_.quiet) say({}, secrets_.clean_message(line, longest_line), paints::dim);
}

void Terminal::info(const std::string& text) {
  if (!options_.quiet) say_wrapped({}, secrets_.clean_message(text), nullptr);
}

void Terminal::warning(const std::string& text) {
  if (!options_.quiet) say_wrapped("warning: ", secrets_.clean_message(text), paints::yellow);
}

void Terminal::instruction(const std::string& text) {
  const std::string lines = in_lines(text);
  say({}, lines, nullptr);
  if (isatty(STDERR_FILENO) == 1) return;
  const int tty = open("/dev/tty", O_WRONLY | O_NOCTTY | O_CLOEXEC);
  if (tty < 0) return;
  write_all(tty, "oauthctl: " + lines + "\n");
  close(tty);
}

void Terminal::lines(std::string_view text) const {
  if (!options_.quiet) say({}, in_lines(text), nullptr);
}

void Terminal::draw(const std::string& line) const {
  const std::lock_guard lock(writing_);
  if (!is_lively_ || (line.empty() && !is_drawn_)) return;
  is_drawn_ = !line.empty();
  write_all(STDERR_FILENO, erased_line + line);
}

std::shared_ptr<const void> Terminal::waiting(const Wait& wait) {
  return show_wait_ && !options_.quiet ? show_wait_(*this, wait) : nullptr;
}

int Terminal::report(const Error& error) const {
  say_wrapped("error: ", secrets_.clean_message(error.message()), paints::bold_red);
  const Hint& hint = error.hint();
  const char* end = hint.command().empty() ? "" : ":";
  if (!hint.words().empty()) say_wrapped("hint: ", secrets_.clean_message(hint.words()) + end, paints::cyan);
  if (!hint.command().empty())
    say("hint: ", secrets_.clean_message(typed_again(hint.command(), options_)), paints::cyan);
  return exit_code(error.kind());
}

std::string Terminal::in_lines(std::string_view text) const {
  std::string out;
  while (true) {
    const auto end = std::min(text.find('\n'), text.size());
    out += secrets_.clean_message(text.substr(0, end), longest_line);
    if (end == text.size()) return out;
    out += '\n';
    text.remove_prefix(end + 1);
  }
}

void Terminal::say_wrapped(std::string_view label, std::string_view text, const char* paint) const {
  const auto width = terminal_width(STDERR_FILENO);
  if (!width) return say(label, text, paint);
  // The first line begins with what say() puts before it.
  const std::string before = "oauthctl: " + std::string(label);
  std::string lines = cli::in_lines(words(text), {.first = before, .next = "  ", .width = *width});
  lines.pop_back();
  say(label, std::string_view(lines).substr(before.size()), paint);
}

void Terminal::say(std::string_view label, std::string_view text, const char* paint) const {
  const std::lock_guard lock(writing_);
  std::string line = is_drawn_ ? std::string(erased_line) + "oauthctl: " : "oauthctl: ";
  is_drawn_ = false;
  // Only the label of a line is coloured. A line without a label is coloured as a whole.
  if (colored_ && paint != nullptr) line += paint;
  line += label.empty() ? text : label;
  if (colored_ && paint != nullptr) line += paints::end;
  if (!label.empty()) line += text;
  line += '\n';
  write_all(STDERR_FILENO, line);
}

}  // namespace oauthctl::cli
