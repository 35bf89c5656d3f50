#include "commands/profile/profile.h"

#include "base/text.h"
#include "commands/command_context.h"
#include "commands/profile/bound_copy.h"
#include "commands/profile/profile_view.h"
#include "commands/terminal/confirm.h"
#include "config/client_file_reader.h"
#include "session/settings.h"

namespace oauthctl::cli {
namespace {

Record existing(const std::string& profile, const CommandContext& context) {
  auto record = context.services.store.load(profile);
  if (!record) throw not_signed_in(profile, context.services.store);
  return *std::move(record);
}

int use_profile(const CommandContext& context) {
  const std::string& profile = context.global.profile;
  existing(profile, context);
  context.stores.choose(profile);
  context.terminal.info("commands without -p use profile " + profile + " now");
  return 0;
}

int show_profile(const CommandContext& context) {
  const Record record = existing(context.global.profile, context);
  const bool is_default = context.stores.chosen().value_or("default") == record.profile;
  const TokenStore& store = context.services.store;
  if (context.global.json) {
    context.terminal.answer(profile_json(record, is_default, store));
  } else {
    context.terminal.page(profile_text(record, is_default, store));
  }
  return 0;
}

int set_profile(const ProfileOptions& options, const CommandContext& context) {
  SettingsChange change{{}, options.scope, options.serves};
  if (options.client_file == standard_input)
    throw Error(ErrorKind::usage, "--secrets - cannot be read again, so it is for a sign-in",
                Hint::run("oauthctl login --secrets -"));
  if (!options.client_file.empty())
    change.client_file = find_client_file(options.client_file, working_folder(), context.paths);
  const Record record = change_settings(context.global.profile, change, context.services);
  if (options.serves) context.stores.note_places(record.profile, record);
  context.terminal.info(
      "changed profile " + record.profile +
      (options.scope && !is_signed_out(record) ? "; the scope takes effect at the next sign-in" : ""));
  return 0;
}

/// Renames within the store of the profile, and finishes a rename that was killed.
Record moved_to(const std::string& renamed, const std::string& profile, const CommandContext& context) {
  const Record record = existing(profile, context);
  const auto there = context.services.store.load(renamed);
  if (there && !is_copy_of(*there, record))
    throw Error(ErrorKind::usage, "profile " + renamed + " already exists", "choose another name");
  const std::string url = context.global.store.value_or(context.stores.bound(profile));
  const auto store = context.stores.open(url, store_source(context.global));
  return transfer({context.services.store, profile}, {*store, renamed},
                  bound_copy({.move = true}, renamed, url, store_source(context.global), context.stores));
}

int rename_profile(const ProfileOptions& options, const CommandContext& context) {
  const std::string& profile = context.global.profile;
  const std::string& renamed = options.new_name;
  auto pending = context.stores.pending().load(profile);
  context.stores.note_places(renamed, moved_to(renamed, profile, context));
  if (context.stores.chosen() == profile) context.stores.choose(renamed);
  context.stores.forget(profile);
  if (pending) {
    pending->record.profile = renamed;
    context.stores.pending().keep(*pending);
  }
  follow_rename(profile, renamed, context.services);
  context.terminal.info("renamed profile " + profile + " to " + renamed);
  return 0;
}

/// Signing out at the server cannot be undone, so a person is asked, as gh asks before it deletes.
void require_consent(const ProfileOptions& options, const CommandContext& context) {
  if (options.yes || options.local) return;
  const auto found = signed_in(context.services.store.load(context.global.profile));
  if (!found) return;
  const Record& record = *found;
  const std::string account = record.account.label();
  const std::string signed_in =
      "profile " + record.profile + " is signed in" + (account.empty() ? "" : " as " + printable(account));
  const auto answer = confirmed(signed_in + ": sign out and delete it?");
  if (answer == true) return;
  if (answer == false) throw Error(ErrorKind::usage, "nothing was deleted");
  throw Error(ErrorKind::usage, signed_in,
              Hint::run("oauthctl profile delete " + record.profile + " --yes", "sign out and delete it"));
}

int delete_profile(const ProfileOptions& options, const CommandContext& context) {
  require_consent(options, context);
  LogoutOptions logout;
  logout.local = options.local;
  logout.forget = true;
  return run(logout, context);
}

}  // namespace

int run(const ProfileOptions& options, const CommandContext& context) {
  switch (options.action) {
    case ProfileAction::use:
      return use_profile(context);
    case ProfileAction::show:
      return show_profile(context);
    case ProfileAction::set:
      return set_profile(options, context);
    case ProfileAction::rename:
      return rename_profile(options, context);
    case ProfileAction::remove:
      return delete_profile(options, context);
    case ProfileAction::list:
      break;  // answered from disk
  }
  throw Error(ErrorKind::internal, "profile: no such action");
}

}  // namespace oauthctl::cli
