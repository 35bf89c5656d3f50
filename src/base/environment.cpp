#include "base/environment.h"

#include <unistd.h>

#include <algorithm>

namespace oauthctl {

EnvironmentLines environment_lines() {
  EnvironmentLines lines;
  for (char** line = environ; *line != nullptr; ++line) lines.emplace_back(*line);
  return lines;
}

EnvironmentLines environment_for_programs() {
  EnvironmentLines lines = environment_lines();
  std::erase_if(lines, [](const std::string& line) {
    return std::any_of(own_secrets.begin(), own_secrets.end(),
                       [&](const char* name) { return line.substr(0, line.find('=')) == name; });
  });
  return lines;
}

}  // namespace oauthctl
