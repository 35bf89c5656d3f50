#include <algorithm>

#include "commands/profile/profile.h"
#include "model/server/destination.h"

namespace oauthctl::cli::profile_command {
namespace {

Hint profile_help() {
  return Hint::run("oauthctl profile --help");
}

void require_action(const ProfileOptions& options, const char* option, bool given, ProfileAction meant_for) {
  if (!given || options.action == meant_for) return;
  throw Error(ErrorKind::usage,
              std::string(option) + " is for profile " + std::string(actions[static_cast<std::size_t>(meant_for)].word),
              profile_help());
}

[[noreturn]] void refuse_without(const ProfileOptions& options, const char* needed) {
  throw Error(ErrorKind::usage,
              "profile " + std::string(actions[static_cast<std::size_t>(options.action)].word) + " needs " + needed,
              profile_help());
}

/// `-p OLD NEW` means `OLD NEW`.
void settle_names(ProfileOptions& options, GlobalOptions& global) {
  if (options.action == ProfileAction::rename && options.new_name.empty() && global.profile_typed)
    std::swap(options.name, options.new_name);
  name_profile(options.name, global);
}

}  // namespace

void add_place(ProfileOptions& options, const Option& option, std::string_view value) {
  auto& serves = options.serves;
  if (!serves) serves.emplace();
  if (value.empty()) return serves->clear();
  const std::string place = place_to_serve(value, option.name);
  if (std::find(serves->begin(), serves->end(), place) == serves->end()) serves->push_back(place);
}

void check(ProfileOptions& options, GlobalOptions& global) {
  using enum ProfileAction;
  settle_names(options, global);
  if (options.action == list && !options.name.empty())
    throw Error(ErrorKind::usage, "profile list takes no name", Hint::run("oauthctl profile show"));
  require_action(options, "NEW", !options.new_name.empty(), rename);
  require_action(options, "--secrets", !options.client_file.empty(), set);
  require_action(options, "--for", options.serves.has_value(), set);
  require_action(options, "--scope", options.scope.has_value(), set);
  require_action(options, "--yes", options.yes, remove);
  require_action(options, "--local", options.local, remove);
  const bool changes = !options.client_file.empty() || options.serves || options.scope;
  if (options.action == set && !changes) refuse_without(options, "--secrets, --for or --scope");
  if (options.action == rename && options.new_name.empty()) refuse_without(options, "the old name and the new one");
  if ((options.action == use || options.action == remove) && !global.profile_typed) refuse_without(options, "a NAME");
}

}  // namespace oauthctl::cli::profile_command
