#pragma once

#include <optional>
#include <string>

#include "base/environment.h"

namespace oauthctl {

/// Where things are kept on this machine.
struct Paths {
  std::string client_file;
  std::string profiles;  ///< the folder of the records
  std::string copies;    ///< the folder of what this machine has of records that machines share
  std::string cache;     ///< a folder of what can be had again
};

/// All in one folder when `home` (--home) or OAUTHCTL_HOME names one; else by the XDG Base Directory Specification.
/// Throws ErrorKind::usage when nothing says where.
Paths resolve_paths(const std::optional<std::string>& home, const Environment& environment);

}  // namespace oauthctl
