#include "cli/terminal.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>

#include "base/file.h"
#include "cli/hint.h"

namespace oauthctl::cli {
namespace {

constexpr const char* bold_red = "\x1b[1;31m";
constexpr const char* yellow = "\x1b[33m";
constexpr const char* cyan = "\x1b[36m";
constexpr const char* dim = "\x1b[2m";

bool wants_color(const GlobalOptions& options, const Environment& environment) {
  if (options.color != Color::automatic) return options.color == Color::always;
  return isatty(STDERR_FILENO) == 1 && !environment("NO_COLOR") && environment("TERM") != "dumb";
}

}  // namespace

Terminal::Terminal(const GlobalOptions& options, const Environment& environment)
    : options_(options), colored_(wants_color(options, environment)) {}

void Terminal::answer(std::string_view text) const {
  if (write_all(STDOUT_FILENO, text)) return;
  throw Error(ErrorKind::internal, "the answer could not be written to stdout: " + describe_errno(errno));
}

void Terminal::step(const std::string& text) {
  if (options_.verbosity > 0 && !options_.quiet) say({}, text, dim);
}

void Terminal::trace(const std::string& line) {
  if (!options_.quiet) say({}, line, dim);
}

void Terminal::info(const std::string& text) {
  if (!options_.quiet) say({}, text, nullptr);
}

void Terminal::warning(const std::string& text) {
  if (!options_.quiet) say("warning: ", text, yellow);
}

void Terminal::instruction(const std::string& text) {
  say({}, text, nullptr);
  if (isatty(STDERR_FILENO) == 1) return;
  const int tty = open("/dev/tty", O_WRONLY | O_NOCTTY | O_CLOEXEC);
  if (tty < 0) return;
  write_all(tty, "oauthctl: " + text + "\n");
  close(tty);
}

int Terminal::report(const Error& error) const {
  say("error: ", error.message(), bold_red);
  if (!error.hint().empty()) say("hint: ", for_same_login(error.hint(), options_), cyan);
  return exit_code(error.kind());
}

void Terminal::say(std::string_view label, std::string_view text, const char* paint) const {
  std::string line = "oauthctl: ";
  // A label is painted alone; a line without one is painted whole.
  if (colored_ && paint != nullptr) line += paint;
  line += label.empty() ? text : label;
  if (colored_ && paint != nullptr) line += "\x1b[0m";
  if (!label.empty()) line += text;
  line += '\n';
  write_all(STDERR_FILENO, line);
}

}  // namespace oauthctl::cli
