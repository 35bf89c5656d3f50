#include "config/paths.h"

#include "oauthctl/error.h"

namespace oauthctl {
namespace {

bool is_absolute(const std::optional<std::string>& path) {
  return path && path->starts_with('/');
}

/// "All paths must be absolute. If an implementation encounters a relative path [it] should consider the path invalid
/// and ignore it."
std::string xdg_directory(const Environment& environment, const char* variable, const char* below_home) {
  if (const auto directory = environment(variable); is_absolute(directory)) return *directory + "/oauthctl";
  const auto home = environment("HOME");
  if (!is_absolute(home)) {
    throw Error(ErrorKind::usage, "no folder is known to keep the profiles in: HOME is not set to an absolute path",
                "set HOME, or name a folder with --home DIR; login --no-store needs none");
  }
  // A container's user without a home often has HOME=/.
  return (*home == "/" ? "" : *home) + below_home + "/oauthctl";
}

bool knows_folders(const Environment& environment) {
  const auto is_set = [&](const char* variable) { return is_absolute(environment(variable)); };
  return is_set("HOME") || (is_set("XDG_CONFIG_HOME") && is_set("XDG_STATE_HOME") && is_set("XDG_CACHE_HOME"));
}

}  // namespace

Paths resolve_paths(const std::optional<std::string>& home, const Environment& environment, Folders folders) {
  if (home && home->empty()) {
    throw Error(ErrorKind::usage, "--home names no folder", "oauthctl --home DIR …");
  }
  if (auto directory = home ? home : environment("OAUTHCTL_HOME")) {
    while (directory->ends_with('/')) directory->pop_back();
    return {*directory + "/secrets.json", *directory + "/providers", *directory + "/profiles", *directory + "/copies",
            *directory + "/cache"};
  }
  if (folders == Folders::optional && !knows_folders(environment)) return {};
  const std::string config = xdg_directory(environment, "XDG_CONFIG_HOME", "/.config");
  return {config + "/secrets.json", config + "/providers",
          xdg_directory(environment, "XDG_STATE_HOME", "/.local/state") + "/profiles",
          xdg_directory(environment, "XDG_STATE_HOME", "/.local/state") + "/copies",
          xdg_directory(environment, "XDG_CACHE_HOME", "/.cache")};
}

}  // namespace oauthctl
