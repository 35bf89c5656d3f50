#pragma once

#include "cli/option.h"

namespace oauthctl::cli {

struct ValidateOptions {};

inline constexpr Example validate_examples[] = {
    {"oauthctl validate"},
    {"oauthctl validate && echo valid"},
};

template <>
inline constexpr Description description_of<ValidateOptions> =
    complete({.name = "validate",
              .group = "Look",
              .summary = "Ask the server whether the token is valid",
              .examples = validate_examples});

}  // namespace oauthctl::cli
