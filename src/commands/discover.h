#pragma once

#include "cli/fill.h"

namespace oauthctl::cli {

struct DiscoverOptions {
  std::string issuer;
};

namespace discover_command {

inline constexpr Option table[] = {
    {.name = "ISSUER",
     .help = "the server's URL, exactly as its metadata spells it",
     .required = true,
     .fill = Fills<DiscoverOptions>::to<&DiscoverOptions::issuer>},
};

inline constexpr Example examples[] = {{"oauthctl discover https://accounts.google.com"}};

}  // namespace discover_command

template <>
inline constexpr Description description_of<DiscoverOptions> =
    complete({.name = "discover",
              .group = "Look",
              .summary = "Show what a server offers and what oauthctl uses",
              .options = discover_command::table,
              .examples = discover_command::examples});

}  // namespace oauthctl::cli
