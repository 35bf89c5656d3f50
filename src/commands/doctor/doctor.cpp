#include <sys/stat.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/json.h"
#include "base/text.h"
#include "cli/hint.h"
#include "commands/doctor/gather.h"
#include "commands/doctor/judge.h"
#include "store/file/leftovers.h"

namespace oauthctl::cli {
namespace {

std::string_view mark(Outcome outcome) {
  constexpr std::string_view marks[] = {"✓", "!", "✗"};
  return marks[static_cast<std::size_t>(outcome)];
}

std::string_view word(Outcome outcome) {
  constexpr std::string_view words[] = {"good", "notice", "bad"};
  return words[static_cast<std::size_t>(outcome)];
}

/// With the options that were typed, and fit to be shown.
void prepare(Findings& checks, const CommandContext& context) {
  for (Finding& check : checks) {
    check.what = context.terminal.secrets().clean_message(check.what);
    check.mend = context.terminal.secrets().clean_message(typed_again(check.mend, context.global));
  }
}

std::string as_text(const Findings& checks) {
  std::size_t width = 0;
  for (const Finding& check : checks) width = std::max(width, check.name.size());
  std::string out;
  for (const Finding& check : checks) {
    std::string name = check.name;
    name.resize(width, ' ');
    out += std::string(mark(check.outcome)) + ' ' + name + "  " + check.what + '\n';
    if (!check.mend.empty()) out += std::string(width + 4, ' ') + check.mend + '\n';
  }
  return out;
}

std::string as_json(const Findings& checks) {
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const Finding& check : checks) {
    nlohmann::ordered_json one{{"name", check.name}, {"outcome", word(check.outcome)}, {"what", check.what}};
    if (!check.mend.empty()) one["mend"] = check.mend;
    list.push_back(std::move(one));
  }
  return to_text(nlohmann::ordered_json{{"checks", list}, {"exit_code", exit_code_of(checks)}}, 2) + '\n';
}

/// True: something was mended.
bool mend(const Finding& check, const CommandContext& context) {
  Terminal& terminal = context.terminal;
  const mode_t mode = check.repair == Repair::close_folder ? S_IRWXU : S_IRUSR | S_IWUSR;
  switch (check.repair) {
    case Repair::none:
      return false;
    case Repair::remove_leftovers:
      terminal.info("deleted " + std::to_string(remove_leftovers(check.path)) + " lock files");
      return true;
    case Repair::remove_pending:
      context.stores.pending().take(check.path);
      terminal.info("deleted the pending sign-in of profile " + check.path);
      return true;
    case Repair::close_folder:
    case Repair::close_file:
      if (chmod(check.path.c_str(), mode) != 0) return false;
      terminal.info("closed " + printable(check.path) + " to other users");
      return true;
  }
  return false;
}

Findings mended(Findings checks, const DoctorOptions& options, const CommandContext& context) {
  bool is_changed = false;
  for (const Finding& check : checks) is_changed = mend(check, context) || is_changed;
  return is_changed ? judge(gather(options, context)) : std::move(checks);
}

}  // namespace

int run(const DoctorOptions& options, const CommandContext& context) {
  Findings checks = judge(gather(options, context));
  if (options.fix) checks = mended(std::move(checks), options, context);
  prepare(checks, context);
  if (context.global.json) {
    context.terminal.answer(as_json(checks));
  } else {
    context.terminal.page(as_text(checks));
  }
  return exit_code_of(checks);
}

}  // namespace oauthctl::cli
