#include "commands/token/offline.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>

#include "commands/credential/helper_answer.h"
#include "commands/exec/exec_program.h"
#include "commands/files/out_file.h"
#include "commands/profile/profile_view.h"
#include "commands/profile/status_view.h"
#include "commands/profile/which_profile.h"
#include "commands/token/lasts.h"
#include "model/targeted_tokens.h"

namespace oauthctl::cli {
namespace {

using namespace std::chrono_literals;

std::string trouble(const Record& record, TokenType type, bool was_asked_for, TimePoint now) {
  if (!was_asked_for) return "profile " + record.profile + " has no such token yet";
  const char* token = type == TokenType::id ? "the ID token of profile " : "the token of profile ";
  return token + record.profile + (lasts(record, type, now, 0s) ? " expires within --min-ttl" : " has expired");
}

/// `--offline`: why no token can be printed, in a way that a script can act on.
Error not_usable(const Record& record, const Target& target, TokenType type, bool was_asked_for, TimePoint now) {
  const std::string why = trouble(record, type, was_asked_for, now) + ", and ";
  if (!is_renewable(record, now)) {
    return Error(ErrorKind::login_required, why + "cannot be renewed",
                 Hint::run("oauthctl login -p " + record.profile));
  }
  return Error(ErrorKind::unavailable,
               why + "--offline forbids " + std::string(was_asked_for ? "renewing it" : "asking for one"),
               Hint::run("oauthctl token -p " + record.profile + as_options(target)));
}

Error no_copy(const std::string& profile) {
  return Error(ErrorKind::unavailable,
               "this machine has no copy of profile " + profile + ", and --offline forbids asking for one",
               Hint::run("oauthctl token -p " + profile));
}

std::optional<int> answer_token(const Invocation& invocation, const TokenOptions& options, const TokenStore& store,
                                TimePoint now, Terminal& terminal, Records records) {
  if (options.demand.refresh && options.type == TokenType::access) return std::nullopt;
  const std::string& profile = invocation.global.profile;
  const std::optional<Record> record = store.load(profile);
  const bool has_tokens = record && !is_signed_out(*record);
  if (!has_tokens && records == Records::copies) {
    if (!options.offline) return std::nullopt;
    if (!record) throw no_copy(profile);
  }
  if (!has_tokens) throw not_signed_in(profile, store);
  if (!options.url.empty()) require_served(*record, options.url, chosen(invocation.global));
  const auto margin = options.demand.min_ttl.value_or(options.offline ? 0s : default_min_ttl);
  const Target target = target_of(*record, options.demand.target, options.url);
  if (options.type == TokenType::id && record->tokens.id_token.empty()) throw no_id_token(*record, ErrorKind::usage);
  if (options.demand.refresh) return std::nullopt;
  const auto found = target.empty() ? record : aimed(*record, target);
  if (!found || !lasts(*found, options.type, now, margin)) {
    if (options.offline) throw not_usable(found ? *found : *record, target, options.type, found.has_value(), now);
    return std::nullopt;
  }
  deliver({*found, options.type, now, options.user}, options, terminal);
  return 0;
}

std::optional<int> answer_exec(const Invocation& invocation, const ExecOptions& options, const TokenStore& store,
                               TimePoint now, Terminal& terminal, Records records) {
  std::optional<Record> record = signed_in(store.load(invocation.global.profile));
  if (!record && records == Records::own) throw not_signed_in(invocation.global.profile, store);
  const auto found = record ? aimed(*std::move(record), options.target) : std::nullopt;
  if (!found || !lasts(*found, options.type, now, options.min_ttl.value_or(default_min_ttl))) return std::nullopt;
  return execute(options, *found, now, terminal);
}

struct Profiles {
  std::vector<Record> records;
  int code = 0;  ///< of the last record that could not be read
};

Profiles read_profiles(const std::vector<std::string>& names, const TokenStore& store, const Terminal& terminal) {
  Profiles found;
  for (const std::string& name : names) {
    try {
      if (auto record = store.load(name)) found.records.push_back(std::move(*record));
    } catch (const Error& error) {
      if (error.kind() == ErrorKind::interrupted) throw;
      // One broken record must not hide the others.
      found.code = terminal.report(error);
    }
  }
  return found;
}

/// The exit code of `--check`. The worst profile decides: one that cannot be read, then one that needs a person, then
/// one that must be renewed. A profile that has signed out counts only if no other is signed in.
int checked(const Profiles& found, const StatusOptions& options, TimePoint now) {
  if (found.code != 0) return found.code;
  Need greatest = std::all_of(found.records.begin(), found.records.end(), is_signed_out) ? Need::person : Need::nothing;
  for (const Record& record : found.records)
    if (!is_signed_out(record)) greatest = std::max(greatest, need_of(record, now, options.within.value_or(0s)));
  if (greatest == Need::person) return exit_code(ErrorKind::login_required);
  return greatest == Need::renewal ? exit_code(ErrorKind::unavailable) : 0;
}

/// A terminal on which the lines of `status` would wrap.
bool is_narrow(int output) {
  winsize size = {};
  return ioctl(output, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 && size.ws_col < 80;
}

int answer_status(const Invocation& invocation, const StatusOptions& options, const TokenStore& store, TimePoint now,
                  Terminal& terminal) {
  const GlobalOptions& global = invocation.global;
  const bool one = global.profile_typed || (options.check && global.profile_named);
  const Profiles found =
      read_profiles(one ? std::vector<std::string>{global.profile} : store.profiles(), store, terminal);
  if (one && found.records.empty() && found.code == 0) throw not_signed_in(global.profile, store);
  const std::string by_default = global.profile_typed ? "" : global.profile;
  if (global.json) {
    terminal.answer(status_json(found.records, store, now, by_default));
  } else if (found.records.empty() && found.code == 0) {
    terminal.info("nobody is signed in");
  } else if (global.verbosity == 0 && is_narrow(STDOUT_FILENO)) {
    terminal.page(profile_lines(found.records, by_default, now));
  } else {
    const Clocks clocks = isatty(STDOUT_FILENO) == 1 ? Clocks::local : Clocks::utc;
    const Detail detail = global.verbosity > 0 ? Detail::every_token : Detail::usual;
    terminal.page(status_text(found.records, store, now, by_default, clocks, detail));
  }
  return options.check ? checked(found, options, now) : found.code;
}

int answer_profile_list(const GlobalOptions& global, const TokenStore& store, TimePoint now, Terminal& terminal) {
  const Profiles found = read_profiles(store.profiles(), store, terminal);
  if (global.json) {
    terminal.answer(profile_list_json(found.records, global.profile, store));
  } else if (found.records.empty() && found.code == 0) {
    terminal.info("no profile yet: oauthctl login -p NAME makes one");
  } else {
    terminal.page(profile_lines(found.records, global.profile, now));
  }
  return found.code;
}

bool is_damaged(Turn& turn) {
  try {
    turn.record();
    return false;
  } catch (const Error& error) {
    if (error.kind() != ErrorKind::internal) throw;
    return true;
  }
}

/// A record that cannot be read is deleted as a whole, unless machines share it.
void sign_out_one(const std::string& profile, TokenStore& store, TimePoint now, Terminal& terminal) {
  const auto turn = store.take_turn(profile, renewal_patience);
  bool settings_kept = false;
  if (is_damaged(*turn)) {
    turn->erase();
  } else {
    if (!signed_in(turn->record())) {
      if (!turn->drop_pending()) throw not_signed_in(profile, store);
      terminal.info("ended the pending sign-in of profile " + profile);
      return;
    }
    settings_kept = turn->sign_out(now);
  }
  terminal.info("signed out of profile " + profile + ": tokens deleted, but not revoked");
  if (!settings_kept) terminal.warning("the settings of profile " + profile + " could not be kept");
}

}  // namespace

std::vector<std::string> profiles_to_sign_out(const TokenStore& store) {
  auto profiles = store.profiles();
  std::erase_if(profiles, [&](const std::string& profile) {
    try {
      return !signed_in(store.load(profile));
    } catch (const Error&) {
      return false;
    }
  });
  return profiles;
}

int sign_out(const GlobalOptions& global, const LogoutOptions& options, TokenStore& store, TimePoint now,
             Terminal& terminal) {
  if (!options.all) {
    sign_out_one(global.profile, store, now, terminal);
    return 0;
  }
  const auto profiles = profiles_to_sign_out(store);
  if (profiles.empty()) terminal.info("nobody is signed in");
  int code = 0;
  for (const std::string& profile : profiles) {
    try {
      sign_out_one(profile, store, now, terminal);
    } catch (const Error& error) {
      if (error.kind() == ErrorKind::interrupted) throw;
      code = terminal.report(error);
    }
  }
  return code;
}

bool is_answered_offline(const Invocation& invocation) {
  const auto* profile = std::get_if<ProfileOptions>(&invocation.command);
  return std::holds_alternative<StatusOptions>(invocation.command) ||
         (profile != nullptr && profile->action == ProfileAction::list);
}

StoreDirectory::OnDisk on_disk(const Invocation& invocation, const StoreDirectory& stores) {
  // A folder that must not be used is a finding of doctor, not its failure.
  if (std::holds_alternative<DoctorOptions>(invocation.command)) return {};
  const auto* logout = std::get_if<LogoutOptions>(&invocation.command);
  // A pending sign-in may have no record yet.
  if (logout != nullptr && logout->all && logout->local) return {};
  const auto* credential = std::get_if<CredentialOptions>(&invocation.command);
  const bool of_all = is_answered_offline(invocation) || (logout != nullptr && logout->all) ||
                      (credential != nullptr && action_of(*credential) == HelperAction::list);
  return of_all ? stores.all_on_disk() : stores.on_disk(invocation.global.profile);
}

std::optional<int> answer_locally(const Invocation& invocation, TokenStore& store, TimePoint now, Terminal& terminal,
                                  Records records) {
  if (const auto* token = std::get_if<TokenOptions>(&invocation.command)) {
    return answer_token(invocation, *token, store, now, terminal, records);
  }
  if (const auto* exec = std::get_if<ExecOptions>(&invocation.command)) {
    return answer_exec(invocation, *exec, store, now, terminal, records);
  }
  if (const auto* credential = std::get_if<CredentialOptions>(&invocation.command)) {
    return answer_helper(invocation.global, *credential, store, now, terminal, records == Records::copies);
  }
  if (const auto* status = std::get_if<StatusOptions>(&invocation.command)) {
    return answer_status(invocation, *status, store, now, terminal);
  }
  if (std::holds_alternative<ProfileOptions>(invocation.command) && is_answered_offline(invocation)) {
    return answer_profile_list(invocation.global, store, now, terminal);
  }
  if (const auto* logout = std::get_if<LogoutOptions>(&invocation.command);
      logout != nullptr && logout->local && !logout->forget && records == Records::own) {
    return sign_out(invocation.global, *logout, store, now, terminal);
  }
  return std::nullopt;
}

std::optional<int> answer_handed_over(const Invocation& invocation, const StoreDirectory& stores, TokenStore& store,
                                      TimePoint now, Terminal& terminal) {
  // The front did not answer it: a pending sign-in ends too.
  if (std::holds_alternative<LogoutOptions>(invocation.command)) return std::nullopt;
  const auto offline = is_answered_offline(invocation) ? stores.open_offline() : nullptr;
  return answer_locally(invocation, offline ? *offline : store, now, terminal);
}

}  // namespace oauthctl::cli
