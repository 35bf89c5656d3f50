#pragma once

#include "cli/fill.h"
#include "cli/global_options.h"

namespace oauthctl::cli {

enum class ProfileAction { list, use, show, set, rename, remove };

/// The profile's name is in the global options after check().
struct ProfileOptions {
  ProfileAction action = ProfileAction::list;
  std::string name;
  std::string new_name;  ///< for rename
  std::string client_file;
  std::optional<std::string> scope;
  std::optional<std::vector<std::string>> serves;
  bool yes = false;
  bool local = false;
};

namespace profile_command {

void add_place(ProfileOptions& options, const Option& option, std::string_view value);
/// Throws ErrorKind::usage for an option that the action does not use, and for a name that is missing.
void check(ProfileOptions& options, GlobalOptions& global);

using Profile = Fills<ProfileOptions>;

inline constexpr Word actions[] = {
    {"list", "one line per profile; * marks the default"},
    {"use", "make a profile the default"},
    {"show", "a profile's settings"},
    {"set", "change a profile's settings"},
    {"rename", "give a profile another name"},
    {"delete", "sign out and delete the settings"},
};

inline constexpr Option table[] = {
    {.name = "ACTION",
     .help = "what to do:",
     .words = actions,
     .required = true,
     .fill = Profile::to<&ProfileOptions::action>},
    {.name = "NAME",
     .help = "the profile (default: that of -p, else the default profile)",
     .fill = Profile::to<&ProfileOptions::name>},
    {.name = "NEW", .help = "its new name, for rename", .fill = Profile::to<&ProfileOptions::new_name>},
    {.name = "--secrets",
     .value = "FILE",
     .group = "For set",
     .help = "where the client file is now; it must be for the same client",
     .fill = Profile::to<&ProfileOptions::client_file>},
    {.name = "--for",
     .value = "URL",
     .group = "For set",
     .help = "give the token only to this URL and those below it; \"\" for any URL",
     .repeatable = true,
     .may_be_empty = true,
     .fill = Profile::by<add_place>},
    {.name = "--scope",
     .value = "\"A B\"",
     .group = "For set",
     .help = "the scopes to ask for at the next sign-in",
     .repeatable = true,
     .may_be_empty = true,
     .fill = Profile::words_of<&ProfileOptions::scope>},
    {.name = "--yes",
     .group = "For delete",
     .help = "do not ask before signing out",
     .fill = Profile::to<&ProfileOptions::yes>},
    {.name = "--local",
     .group = "For delete",
     .help = "delete without telling the server and without asking",
     .fill = Profile::to<&ProfileOptions::local>},
};

inline constexpr Example examples[] = {
    {"oauthctl profile list"},
    {"oauthctl profile use work", "commands without -p use work"},
    {"oauthctl profile set work --secrets ~/work.json", "the client file has moved"},
    {"oauthctl profile rename work office"},
    {"oauthctl profile delete work"},
};

}  // namespace profile_command

template <>
inline constexpr Description description_of<ProfileOptions> =
    complete({.name = "profile",
              .group = "Manage",
              .summary = "List, choose, change, rename and delete profiles",
              .options = profile_command::table,
              .examples = profile_command::examples,
              .check = profile_command::Profile::check<profile_command::check>});

}  // namespace oauthctl::cli
