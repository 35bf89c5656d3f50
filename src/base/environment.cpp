#include "base/environment.h"

#include <unistd.h>

namespace oauthctl {

EnvironmentLines environment_lines() {
  EnvironmentLines lines;
  for (char** line = environ; *line != nullptr; ++line) lines.emplace_back(*line);
  return lines;
}

}  // namespace oauthctl
