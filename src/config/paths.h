#pragma once

#include <optional>
#include <string>

#include "base/environment.h"

namespace oauthctl {

/// Where things are kept on this machine.
struct Paths {
  std::string client_file;
  std::string providers;  ///< the folder of the user's own providers
  std::string profiles;   ///< the folder of the records
  std::string copies;     ///< the folder of this machine's copies of records that machines share
  std::string cache;      ///< a folder of files that can be fetched again
};

/// Whether a command can go without folders, because it keeps nothing.
enum class Folders { needed, optional };

/// All in one folder if `home` (--home) or OAUTHCTL_HOME names one, else as in the XDG Base Directory Specification.
/// Throws ErrorKind::usage if no folder is known and they are needed; else all paths are empty.
Paths resolve_paths(const std::optional<std::string>& home, const Environment& environment,
                    Folders folders = Folders::needed);

}  // namespace oauthctl
