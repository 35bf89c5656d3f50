#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/environment.h"

namespace oauthctl {

/// The value; empty when unset.
std::string_view variable(const EnvironmentLines& environment, std::string_view name);

/// What a browser may see of it: none of our variables, which can hold secrets, and none that is set for our own
/// libraries only.
EnvironmentLines for_browser(const EnvironmentLines& environment);

/// Whether a window can be shown: X11, Wayland, WSL or macOS.
bool has_desktop(const EnvironmentLines& environment);

/// Where PATH has this program; a name with a slash is a path already. Empty parts of PATH, the current directory to
/// a shell, are passed over.
std::optional<std::string> find_program(const std::string& name, std::string_view path);

/// The desktop's own ways to open a URL that are installed here. wslview comes first: under WSL xdg-open ends in
/// explorer.exe, which cuts a URL at its first `=`.
std::vector<std::string> installed_launchers(std::string_view path);

}  // namespace oauthctl
