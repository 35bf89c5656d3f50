#pragma once

#include "cli/fill.h"

namespace oauthctl::cli {

struct ProvidersOptions {
  std::string name;  ///< empty: all of them
};

namespace providers_command {

inline constexpr Option table[] = {
    {.name = "NAME",
     .help = "show everything known about this one",
     .fill = Fills<ProvidersOptions>::to<&ProvidersOptions::name>},
};

inline constexpr Example examples[] = {{"oauthctl providers"}, {"oauthctl providers github"}};

}  // namespace providers_command

template <>
inline constexpr Description description_of<ProvidersOptions> =
    complete({.name = "providers",
              .group = "Look",
              .summary = "List the providers that login knows, or show one",
              .options = providers_command::table,
              .examples = providers_command::examples});

}  // namespace oauthctl::cli
