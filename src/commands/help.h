#pragma once

#include "cli/fill.h"

namespace oauthctl::cli {

struct HelpOptions {
  std::string command;    ///< empty: all of them
  bool is_short = false;  ///< nothing was typed: a few lines on stderr, as an error
};

struct VersionOptions {};

namespace help_command {

inline constexpr Option table[] = {
    {.name = "COMMAND",
     .help = "the command to explain (default: list them all)",
     .values = ValueKind::commands,
     .fill = Fills<HelpOptions>::to<&HelpOptions::command>},
};

inline constexpr Example examples[] = {{"oauthctl help login"}};
inline constexpr Example version_examples[] = {{"oauthctl version"}};

}  // namespace help_command

template <>
inline constexpr Description description_of<HelpOptions> = complete({.name = "help",
                                                                     .group = "Help",
                                                                     .summary = "Explain a command",
                                                                     .options = help_command::table,
                                                                     .examples = help_command::examples});

template <>
inline constexpr Description description_of<VersionOptions> = complete(
    {.name = "version", .group = "Help", .summary = "Show the version", .examples = help_command::version_examples});

}  // namespace oauthctl::cli
