#pragma once

#include "cli/fill.h"

namespace oauthctl::cli {

struct DemoOptions {
  bool no_browser = false;
};

namespace demo_command {

inline constexpr Option table[] = {
    {.name = "--no-browser",
     .help = "sign in without the browser, even if there is one",
     .fill = Fills<DemoOptions>::to<&DemoOptions::no_browser>},
};

inline constexpr Example examples[] = {{"oauthctl demo"}};

}  // namespace demo_command

template <>
inline constexpr Description description_of<DemoOptions> =
    complete({.name = "demo",
              .group = "Try it",
              .summary = "See it all work on this machine, no account needed",
              .options = demo_command::table,
              .examples = demo_command::examples});

}  // namespace oauthctl::cli
