#include "commands/keep/hook.h"

#include <algorithm>

#include "base/environment.h"
#include "base/file.h"
#include "base/text.h"
#include "commands/keep/service_manager.h"
#include "store/helper/bounded_program.h"

namespace oauthctl::cli {
namespace {

using namespace std::chrono_literals;

constexpr std::chrono::seconds longest_run = 10s;
constexpr std::size_t longest_hook_output = 1 << 20;

EnvironmentLines environment_for(const std::string& profile, const GlobalOptions& global) {
  std::vector<std::pair<std::string, std::string>> own = {{"OAUTHCTL_PROFILE", profile}};
  if (global.home) own.emplace_back("OAUTHCTL_HOME", *global.home);
  if (global.store) own.emplace_back("OAUTHCTL_STORE", *global.store);
  EnvironmentLines lines = environment_for_programs();
  std::erase_if(lines, [&](const std::string& line) {
    const std::string_view name = std::string_view(line).substr(0, line.find('='));
    return is_service_managers(name) ||
           std::any_of(own.begin(), own.end(), [&](const auto& pair) { return pair.first == name; });
  });
  for (const auto& [name, value] : own) lines.push_back(name + '=' + value);
  return lines;
}

/// Empty: it did its work.
std::string trouble_of(const ProgramEnd& end) {
  const std::string words = printable(trimmed(end.words.reveal()), 200);
  switch (end.how) {
    case ProgramEnd::How::exited:
      if (end.status == 0) return {};
      return "ended with exit code " + std::to_string(end.status) + (words.empty() ? "" : ": " + words);
    case ProgramEnd::How::not_found:
      return "is not on the PATH";
    case ProgramEnd::How::not_started:
      return "cannot be started: " + describe_errno(end.status);
    case ProgramEnd::How::killed:
      return "was ended by signal " + std::to_string(end.status);
    case ProgramEnd::How::timed_out:
      return "did not end within " + std::to_string(longest_run.count()) + " s";
    case ProgramEnd::How::too_long:
      return "wrote more than 1 MiB";
    case ProgramEnd::How::unknown:
      break;
  }
  return "ended in an unknown way";
}

}  // namespace

void run_hook(const char* option, const CommandWords& command, const std::string& profile,
              const CommandContext& context) {
  context.services.notices.step("running " + printable(command.front()) + " for profile " + profile);
  const ProgramEnd end =
      oauthctl::run({command, environment_for(profile, context.global), longest_run, longest_hook_output}, {});
  const std::string trouble = trouble_of(end);
  if (!trouble.empty())
    context.services.notices.warning(std::string(option) + ": " + printable(command.front()) + ' ' + trouble);
}

}  // namespace oauthctl::cli
