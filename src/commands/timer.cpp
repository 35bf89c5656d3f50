#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <nlohmann/json.hpp>

#include "base/environment.h"
#include "base/file.h"
#include "base/folder.h"
#include "base/json.h"
#include "base/programs.h"
#include "base/text.h"
#include "commands/command_context.h"
#include "commands/setup/steps.h"
#include "session/token.h"
#include "store/new_file.h"

namespace oauthctl::cli {
namespace {

/// Where systemd looks for a user's own units.
std::string units_folder() {
  if (const auto folder = process_environment("XDG_CONFIG_HOME")) return *folder + "/systemd/user/";
  const auto home = process_environment("HOME");
  if (!home) throw Error(ErrorKind::usage, "no folder is known for systemd's units: HOME is not set");
  return *home + "/.config/systemd/user/";
}

/// An instance of its own overrides the template that a package installs, so that it can name our home and store.
std::string unit_name(const CommandContext& context, const char* kind) {
  return "oauthctl-renew@" + context.global.profile + '.' + kind;
}

/// A timer has nothing of our environment, so the command names the home and the store.
std::vector<std::string> renewing_command(const CommandContext& context) {
  std::vector<std::string> words = own_command(context.global, Caller::without_environment);
  words.insert(words.end(), {"-p", context.global.profile, "token", "--min-ttl", "20m"});
  for (const std::string& word : words) {
    if (printable(word, word.size()) != word)
      throw Error(ErrorKind::usage, "'" + printable(word) + "' has characters that a timer's command cannot have");
  }
  return words;
}

/// systemd splits at spaces, and expands specifiers (%) and variables ($).
std::string systemd_word(std::string_view word) {
  std::string out;
  for (const char c : word) {
    if (c == '%' || c == '$') out += c;
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out.find_first_of(" '\"\\;#") == std::string::npos ? out : '"' + out + '"';
}

std::string service_text(const CommandContext& context) {
  std::string command;
  for (const std::string& word : renewing_command(context))
    command += (command.empty() ? "" : " ") + systemd_word(word);
  return "[Unit]\nDescription=Renew the token of oauthctl's profile " + context.global.profile +
         "\nAfter=network-online.target\n\n[Service]\nType=oneshot\nExecStart=" + command +
         "\n# A service's output is kept in the journal, and this is a token.\nStandardOutput=null\n";
}

std::string timer_text(const CommandContext& context) {
  return "[Unit]\nDescription=Renew the token of oauthctl's profile " + context.global.profile +
         " before it expires\n\n[Timer]\nOnCalendar=*:0/15\nRandomizedDelaySec=60\nPersistent=true\n\n"
         "[Install]\nWantedBy=timers.target\n";
}

/// cron reads % as a line break. It mails what goes to stderr.
std::string crontab_line(const CommandContext& context) {
  std::string out = "*/15 * * * * ";
  for (const std::string& word : renewing_command(context)) {
    for (const char c : shell_word(word)) out += c == '%' ? "\\%" : std::string(1, c);
    out += ' ';
  }
  return out + ">/dev/null\n";
}

std::string systemctl(std::initializer_list<std::string> words, bool may_fail = false) {
  std::vector<std::string> command{"systemctl", "--user"};
  command.insert(command.end(), words);
  return output_of(command, may_fail);
}

/// In a container or a cron job, often no manager of the user's units runs.
bool has_user_manager() {
  return find_program("systemctl", process_environment("PATH").value_or("")) &&
         !systemctl({"show", "--property=Version"}, true).empty();
}

void write_unit(const std::string& path, const std::string& text, const CommandContext& context) {
  if (access(path.c_str(), F_OK) == 0) {
    Replacement(path).commit(text);
  } else {
    NewFile(path).commit(text);
  }
  context.terminal.info(printable(path, 4096) + " now has:");
  context.terminal.page(text);
}

int enable(const CommandContext& context) {
  load_record(context.global.profile, context.services.store);
  if (!has_user_manager()) {
    context.terminal.info("systemd does not manage timers for you here; add this line with crontab -e:");
    context.terminal.page(crontab_line(context));
    return 0;
  }
  const std::string folder = units_folder();
  if (!make_folders(folder).empty()) throw Error(ErrorKind::usage, folder + ": cannot be made");
  write_unit(folder + unit_name(context, "service"), service_text(context), context);
  write_unit(folder + unit_name(context, "timer"), timer_text(context), context);
  systemctl({"daemon-reload"});
  systemctl({"enable", "--now", unit_name(context, "timer")});
  context.terminal.info("the timer runs while you have a session; for always: loginctl enable-linger");
  return 0;
}

/// `systemctl show` prints a line NAME=VALUE for each property, empty if it does not apply.
std::string property(const std::string& unit, const std::string& name) {
  const std::string answer = systemctl({"show", "--property=" + name, unit}, true);
  const std::string_view line = trimmed(answer);
  return line.starts_with(name + '=') ? printable(line.substr(name.size() + 1)) : "";
}

void delete_unit(const std::string& path) {
  if (unlink(path.c_str()) == 0 || errno == ENOENT) return;
  throw Error(ErrorKind::unavailable, printable(path, 4096) + ": cannot be deleted: " + describe_errno(errno));
}

int disable(const CommandContext& context) {
  const std::string timer = unit_name(context, "timer");
  const bool has_manager = has_user_manager();
  if (has_manager) systemctl({"disable", "--now", timer}, true);  // fails for a timer that was never enabled
  for (const char* kind : {"timer", "service"}) delete_unit(units_folder() + unit_name(context, kind));
  if (!has_manager) {
    context.terminal.info("systemd does not manage timers for you here; if crontab has this line, delete it:");
    context.terminal.page(crontab_line(context));
    return 0;
  }
  systemctl({"daemon-reload"});
  if (property(timer, "ActiveState") == "active")
    throw Error(ErrorKind::unavailable, timer + " still runs", Hint::run("systemctl --user stop " + timer));
  context.terminal.info("systemd no longer renews the token of the profile " + context.global.profile);
  return 0;
}

bool is_exit_code(std::string_view text) {
  return !text.empty() && text.size() <= 3 && std::all_of(text.begin(), text.end(), is_digit);
}

struct LastRun {
  std::string time, exit_code;  ///< empty: none yet
};

LastRun last_run(const CommandContext& context) {
  const std::string time = property(unit_name(context, "timer"), "LastTriggerUSec");
  if (time.empty() || time == "n/a") return {};
  return {time, property(unit_name(context, "service"), "ExecMainStatus")};
}

int show_status(const CommandContext& context) {
  const std::string& profile = context.global.profile;
  const std::string timer = unit_name(context, "timer");
  const bool is_active = has_user_manager() && property(timer, "ActiveState") == "active";
  const std::string next = is_active ? property(timer, "NextElapseUSecRealtime") : "";
  const LastRun last = is_active ? last_run(context) : LastRun();
  if (context.global.json) {
    nlohmann::ordered_json out{{"profile", profile}, {"active", is_active}};
    if (is_active) out["next"] = next;
    if (!last.time.empty()) out["last"] = last.time;
    if (is_exit_code(last.exit_code)) out["exit_code"] = std::stoi(last.exit_code);
    context.terminal.answer(to_text(out, 2) + '\n');
  } else {
    std::string page = profile + (is_active ? ": the timer is active; next run " + next : ": no timer is active");
    if (!last.time.empty()) page += "; last run " + last.time + ", exit code " + last.exit_code;
    context.terminal.page(page + '\n');
  }
  return 0;
}

}  // namespace

int setup_timer(const SetupOptions& options, const CommandContext& context) {
  return options.undo ? disable(context) : enable(context);
}

int run(const TimerOptions& options, const CommandContext& context) {
  switch (options.action) {
    case TimerAction::enable:
      return enable(context);
    case TimerAction::disable:
      return disable(context);
    case TimerAction::status:
      return show_status(context);
  }
  throw Error(ErrorKind::internal, "timer: no such action");
}

}  // namespace oauthctl::cli
