#pragma once

#include <optional>
#include <string>

#include "base/environment.h"

namespace oauthctl {

/// Where things are kept on this machine.
struct Paths {
  std::string client_file;
  std::string profiles;  ///< the folder of the records
  std::string copies;    ///< the folder of this machine's copies of records that machines share
  std::string cache;     ///< a folder of files that can be fetched again
};

/// All in one folder if `home` (--home) or OAUTHCTL_HOME names one, else as in the XDG Base Directory Specification.
/// Throws ErrorKind::usage if no folder is known.
Paths resolve_paths(const std::optional<std::string>& home, const Environment& environment);

}  // namespace oauthctl
