#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/environment.h"

namespace oauthctl {

/// The value; empty when unset.
std::string_view variable(const EnvironmentLines& environment, std::string_view name);

/// The variables that a browser may see. Leaves out ours, which can hold secrets, and those that are set only for our
/// own libraries.
EnvironmentLines for_browser(const EnvironmentLines& environment);

/// Whether a window can be shown: X11, Wayland, WSL or macOS.
bool has_desktop(const EnvironmentLines& environment);

/// The installed programs with which the desktop opens a URL. wslview comes first: under WSL xdg-open ends in
/// explorer.exe, which cuts a URL at its first `=`.
std::vector<std::string> installed_launchers(std::string_view path);

}  // namespace oauthctl
