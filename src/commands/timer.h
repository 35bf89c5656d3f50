#pragma once

#include "cli/fill.h"
#include "cli/global_options.h"

namespace oauthctl::cli {

/// In the order of the words.
enum class TimerAction { enable, disable, status };

struct TimerOptions {
  TimerAction action = TimerAction::status;
};

namespace timer_command {

inline constexpr Word actions[] = {
    {"enable", "check every 15 minutes, and renew a token that expires soon"},
    {"disable", "stop that"},
    {"status", "show whether the timer is active and how its last run ended"},
};

inline constexpr Option table[] = {
    {.name = "ACTION",
     .help = "what to do:",
     .words = actions,
     .required = true,
     .fill = Fills<TimerOptions>::to<&TimerOptions::action>},
};

inline constexpr Example examples[] = {
    {"oauthctl timer enable -p work"},
    {"oauthctl timer status -p work"},
};

}  // namespace timer_command

template <>
inline constexpr Description description_of<TimerOptions> =
    complete({.name = "timer",
              .group = "Manage",
              .summary = "Renew a profile's token before it expires",
              .options = timer_command::table,
              .examples = timer_command::examples});

}  // namespace oauthctl::cli
