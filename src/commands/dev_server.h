#pragma once

#include "cli/option.h"

namespace oauthctl::cli {

/// The development server checks its own options: it reads the same command line again.
struct DevServerOptions {};

inline constexpr Example dev_server_examples[] = {
    {"oauthctl dev-server --port 9000 --user alice:wonderland"},
};

template <>
inline constexpr Description description_of<DevServerOptions> =
    complete({.name = "dev-server",
              .group = "Try it",
              .summary = "Run an authorization server for development",
              .examples = dev_server_examples,
              .reads_own_options = true});

}  // namespace oauthctl::cli
