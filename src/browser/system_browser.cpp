#include "browser/system_browser.h"

#include <sys/wait.h>

#include <string_view>

#include "base/file.h"
#include "base/programs.h"
#include "base/text.h"
#include "base/url.h"
#include "oauthctl/error.h"

namespace oauthctl {
namespace {

/// Percent-encodes everything that a shell could interpret. People put shells into $BROWSER, where the server that
/// chose the URL could otherwise run a command, even inside quotes. Only `&` stays, because a query needs it: it ends a
/// command in a shell, but within quotes it is text.
std::string without_shell_syntax(const std::string& text) {
  return percent_encode(text, "-._~:/?#[]@&=+%");
}

/// Parsed and written again, so that it begins with its scheme and cannot be mistaken for an option, and so that every
/// program reads it as we do.
std::string checked(const std::string& text) {
  const auto url = Url::parse(text);
  if (!url || (url->scheme != "http" && url->scheme != "https"))
    throw Error(ErrorKind::internal, "a URL for the browser is not http or https");
  return without_shell_syntax(url->text());
}

std::string failure(int status) {
  if (WIFSIGNALED(status)) return "ended by signal " + std::to_string(WTERMSIG(status));
  return WEXITSTATUS(status) == 0 ? std::string{} : "ended with exit code " + std::to_string(WEXITSTATUS(status));
}

}  // namespace

bool SystemBrowser::available() const {
  return !entries().empty();
}

std::vector<std::string> SystemBrowser::entries() const {
  auto entries = browser_entries(variable(environment_, "BROWSER"));
  if (!has_desktop(environment_)) return entries;
  for (auto& launcher : installed_launchers(variable(environment_, "PATH"))) entries.push_back(std::move(launcher));
  return entries;
}

std::string SystemBrowser::open(const std::string& url) {
  const std::string safe_url = checked(url);
  std::vector<std::string> failures;
  for (const auto& entry : entries()) {
    const std::string trouble = launch(entry, safe_url);
    if (trouble.empty()) return {};
    failures.push_back(printable(entry, 60) + ": " + trouble);
  }
  if (failures.empty()) return "BROWSER is not set, and no desktop with wslview, xdg-open or open was found";
  return join(failures, "; ");
}

std::string SystemBrowser::launch(const std::string& entry, const std::string& url) {
  const auto command = command_line(entry, url);
  if (!command) return "not a command";
  const auto program = find_program(command->front(), variable(environment_, "PATH"));
  if (!program) return "not found";
  auto started = LaunchedProgram::start(*program, *command, for_browser(environment_));
  if (const auto* error = std::get_if<std::error_code>(&started)) return describe_errno(error->value());
  auto& launched = std::get<LaunchedProgram>(started);
  if (const auto status = launched.ended_within(patience_)) return failure(*status);
  running_.push_back(std::move(launched));
  return {};
}

}  // namespace oauthctl
