#include "browser/launchers.h"

#include <algorithm>

#include "base/programs.h"

namespace oauthctl {

std::string_view variable(const EnvironmentLines& environment, std::string_view name) {
  for (const std::string_view line : environment) {
    if (line.size() > name.size() && line.starts_with(name) && line[name.size()] == '=')
      return line.substr(name.size() + 1);
  }
  return {};
}

EnvironmentLines for_browser(const EnvironmentLines& environment) {
  EnvironmentLines out = environment;
  std::erase_if(out, [](const std::string& line) { return line.starts_with("OAUTHCTL_"); });
  return out;
}

bool has_desktop(const EnvironmentLines& environment) {
#ifdef __APPLE__
  return true;
#else
  constexpr std::string_view signs[] = {"DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME", "WSL_INTEROP"};
  return std::any_of(std::begin(signs), std::end(signs),
                     [&](std::string_view name) { return !variable(environment, name).empty(); });
#endif
}

std::vector<std::string> installed_launchers(std::string_view path) {
  std::vector<std::string> launchers{"wslview", "xdg-open", "open"};
  std::erase_if(launchers, [&](const std::string& name) { return !find_program(name, path); });
  return launchers;
}

}  // namespace oauthctl
