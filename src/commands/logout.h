#pragma once

#include "cli/fill.h"
#include "cli/global_options.h"

namespace oauthctl::cli {

struct LogoutOptions {
  bool all = false;
  bool local = false;
  bool forget = false;   ///< the settings too
  bool session = false;  ///< also end the session at the server, in the browser
};

namespace logout_command {

using Logout = Fills<LogoutOptions>;

inline void check(LogoutOptions& options, GlobalOptions&) {
  if (options.local && options.session)
    throw Error(ErrorKind::usage, "--session tells the server and --local forbids it");
}

inline constexpr Option table[] = {
    {.name = "--all", .help = "sign out of every profile", .fill = Logout::to<&LogoutOptions::all>},
    {.name = "--local",
     .help = "delete the tokens without telling the server",
     .fill = Logout::to<&LogoutOptions::local>},
    {.name = "--forget", .help = "delete the profile's settings too", .fill = Logout::to<&LogoutOptions::forget>},
    {.name = "--session",
     .help = "also end the session at the server, in the browser",
     .fill = Logout::to<&LogoutOptions::session>},
};

inline constexpr Example examples[] = {
    {"oauthctl logout -p work"},
    {"oauthctl logout --all"},
    {"oauthctl logout -p work --forget", "the profile's settings too"},
    {"oauthctl logout --session", "the next sign-in asks for the password again"},
};

}  // namespace logout_command

template <>
inline constexpr Description description_of<LogoutOptions> =
    complete({.name = "logout",
              .group = "Sign in and out",
              .summary = "Revoke the tokens and delete them",
              .options = logout_command::table,
              .examples = logout_command::examples,
              .check = logout_command::Logout::check<logout_command::check>});

}  // namespace oauthctl::cli
