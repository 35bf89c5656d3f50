#pragma once

#include "cli/fill.h"

namespace oauthctl::cli {

struct InspectOptions {
  std::optional<std::string> token;  ///< `-` for standard input; nothing: the profile's
};

namespace inspect_command {

inline constexpr Option table[] = {
    {.name = "TOKEN",
     .help = "- to read a token from stdin, or the token itself, which other users can then see in the process list "
             "(default: the profile's tokens)",
     .may_be_empty = true,
     .fill = Fills<InspectOptions>::to<&InspectOptions::token>},
};

inline constexpr Example examples[] = {
    {"oauthctl inspect", "the profile's own tokens"},
    {"oauthctl inspect - <token.txt"},
};

}  // namespace inspect_command

template <>
inline constexpr Description description_of<InspectOptions> =
    complete({.name = "inspect",
              .group = "Look",
              .summary = "Show what is in a token, and whether it is genuine",
              .options = inspect_command::table,
              .examples = inspect_command::examples});

}  // namespace oauthctl::cli
