#include "commands/offline.h"

#include <algorithm>

#include "commands/credential/helper_answer.h"
#include "commands/exec_program.h"
#include "commands/lasts.h"
#include "commands/out_file.h"
#include "commands/status_view.h"
#include "commands/which_profile.h"

namespace oauthctl::cli {
namespace {

using namespace std::chrono_literals;

/// `--offline`: why no token can be printed, in a way that a script can act on.
Error not_usable(const Record& record, TimePoint now) {
  if (!is_renewable(record, now)) {
    return Error(ErrorKind::login_required,
                 "the token of profile " + record.profile + " has expired and cannot be renewed",
                 Hint::run("oauthctl login -p " + record.profile));
  }
  return Error(ErrorKind::unavailable,
               "the token of profile " + record.profile + " has expired and --offline forbids to renew it",
               Hint::run("oauthctl token -p " + record.profile));
}

Error no_copy(const std::string& profile) {
  return Error(ErrorKind::unavailable,
               "this machine has no copy of profile " + profile + " and --offline forbids to ask for one",
               Hint::run("oauthctl token -p " + profile));
}

std::optional<int> answer_token(const Invocation& invocation, const TokenOptions& options, const TokenStore& store,
                                TimePoint now, Terminal& terminal, Records records) {
  if (options.demand.refresh || !options.demand.scope.empty()) return std::nullopt;
  const std::string& profile = invocation.global.profile;
  const std::optional<Record> record = store.load(profile);
  if (!record && records == Records::copies) {
    if (options.offline) throw no_copy(profile);
    return std::nullopt;
  }
  if (!record) throw not_signed_in(profile);
  if (!options.url.empty()) require_served(*record, options.url, chosen(invocation.global));
  const auto margin = options.demand.min_ttl.value_or(options.offline ? 0s : default_min_ttl);
  if (!record->tokens.usable(now, margin)) {
    if (options.offline) throw not_usable(*record, now);
    return std::nullopt;
  }
  deliver({*record, options.type, now, options.user}, options, terminal);
  return 0;
}

std::optional<int> answer_exec(const Invocation& invocation, const ExecOptions& options, const TokenStore& store,
                               TimePoint now, Terminal& terminal, Records records) {
  const std::optional<Record> record = store.load(invocation.global.profile);
  if (!record && records == Records::own) throw not_signed_in(invocation.global.profile);
  if (!record || !lasts(*record, options.type, now, options.min_ttl.value_or(default_min_ttl))) return std::nullopt;
  return execute(options, *record, now, terminal);
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
      // One broken record must not hide the others.
      found.code = terminal.report(error);
    }
  }
  return found;
}

/// The exit code of `--check`. A record that cannot be read outweighs a person, who outweighs a renewal.
int checked(const Profiles& found, const StatusOptions& options, TimePoint now) {
  if (found.code != 0) return found.code;
  Need greatest = found.records.empty() ? Need::person : Need::nothing;
  for (const Record& record : found.records)
    greatest = std::max(greatest, need_of(record, now, options.within.value_or(0s)));
  if (greatest == Need::person) return exit_code(ErrorKind::login_required);
  return greatest == Need::renewal ? exit_code(ErrorKind::unavailable) : 0;
}

int answer_status(const Invocation& invocation, const StatusOptions& options, const TokenStore& store, TimePoint now,
                  Terminal& terminal) {
  const GlobalOptions& global = invocation.global;
  const bool one = options.check && global.profile_named;
  const Profiles found =
      read_profiles(one ? std::vector<std::string>{global.profile} : store.profiles(), store, terminal);
  if (global.json) {
    terminal.answer(status_json(found.records, store, now));
  } else if (found.records.empty() && found.code == 0) {
    terminal.info("nobody is signed in");
  } else {
    terminal.page(status_text(found.records, store, now));
  }
  return options.check ? checked(found, options, now) : found.code;
}

void forget_one(const std::string& profile, TokenStore& store, Terminal& terminal) {
  if (!store.take_turn(profile, renewal_patience)->erase()) throw not_signed_in(profile);
  terminal.info("forgot profile " + profile + "; its tokens were not revoked");
}

}  // namespace

int forget(const GlobalOptions& global, const LogoutOptions& options, TokenStore& store, Terminal& terminal) {
  if (!options.all) {
    forget_one(global.profile, store, terminal);
    return 0;
  }
  const auto profiles = store.profiles();
  if (profiles.empty()) terminal.info("nobody is signed in");
  int code = 0;
  for (const std::string& profile : profiles) {
    try {
      forget_one(profile, store, terminal);
    } catch (const Error& error) {
      code = terminal.report(error);
    }
  }
  return code;
}

StoreDirectory::OnDisk on_disk(const Invocation& invocation, const StoreDirectory& stores) {
  // A folder that must not be used is a finding of doctor, not its failure.
  if (std::holds_alternative<DoctorOptions>(invocation.command)) return {};
  const auto* logout = std::get_if<LogoutOptions>(&invocation.command);
  const auto* credential = std::get_if<CredentialOptions>(&invocation.command);
  const bool of_all = std::holds_alternative<StatusOptions>(invocation.command) || (logout != nullptr && logout->all) ||
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
  if (const auto* logout = std::get_if<LogoutOptions>(&invocation.command);
      logout != nullptr && logout->local && records == Records::own) {
    return forget(invocation.global, *logout, store, terminal);
  }
  return std::nullopt;
}

}  // namespace oauthctl::cli
