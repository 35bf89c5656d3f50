#pragma once

#include <string_view>

namespace oauthctl {

/// How many arrays and objects may stand inside each other.
constexpr int deepest_json = 32;

/// Whether a value is nested deeper. Asked before the parser runs, so that an attacker cannot exhaust the stack.
bool is_too_deep(std::string_view text);

}  // namespace oauthctl
