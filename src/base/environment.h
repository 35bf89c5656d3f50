#pragma once

#include <array>
#include <cstdlib>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace oauthctl {

/// The value of an environment variable; nothing if it is unset or empty. Code takes it as an argument, so that tests
/// need not change the real environment.
using Environment = std::function<std::optional<std::string>(const char* name)>;

inline std::optional<std::string> process_environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr || *value == '\0' ? std::nullopt : std::optional<std::string>(value);
}

/// A whole environment, `NAME=VALUE` each, as a program gets it.
using EnvironmentLines = std::vector<std::string>;

/// This process's.
EnvironmentLines environment_lines();

/// The variables with secrets for this process alone. A store's are not among them: a program that calls oauthctl needs
/// them.
constexpr std::array<const char*, 2> own_secrets = {"OAUTHCTL_CLIENT_SECRET", "OAUTHCTL_PASSWORD"};

/// This process's without own_secrets: what other programs get.
EnvironmentLines environment_for_programs();

}  // namespace oauthctl
