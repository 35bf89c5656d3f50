#pragma once

#include "cli/fill.h"
#include "cli/global_options.h"

namespace oauthctl::cli {

struct StatusOptions {
  std::string name;                            ///< empty: all, or that of -p
  bool check = false;                          ///< set the exit code by what must be done
  std::optional<std::chrono::seconds> within;  ///< or must be done within this time
};

namespace status_command {

using Status = Fills<StatusOptions>;

inline void check(StatusOptions& options, GlobalOptions& global) {
  name_profile(options.name, global);
  if (options.within && !options.check) throw Error(ErrorKind::usage, "--within needs --check");
}

inline constexpr Option table[] = {
    {.name = "NAME", .help = "the profile to show (default: all)", .fill = Status::to<&StatusOptions::name>},
    {.name = "--check",
     .help = "set the exit code: 3 = sign in again, 5 = renewal overdue",
     .fill = Status::to<&StatusOptions::check>},
    {.name = "--within",
     .value = "DURATION",
     .help = "with --check: exit 3 if you must sign in within this time, such as 7d",
     .fill = Status::to<&StatusOptions::within>},
};

inline constexpr Example examples[] = {
    {"oauthctl status"},
    {"oauthctl status work"},
    {"oauthctl status --json | jq '.profiles[] | select(.login_required)'"},
    {"oauthctl status --check --within 7d", "for monitoring"},
};

}  // namespace status_command

template <>
inline constexpr Description description_of<StatusOptions> =
    complete({.name = "status",
              .group = "Look",
              .summary = "Show every profile, without asking the server",
              .options = status_command::table,
              .examples = status_command::examples,
              .check = status_command::Status::check<status_command::check>});

}  // namespace oauthctl::cli
