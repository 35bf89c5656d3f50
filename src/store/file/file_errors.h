#pragma once

#include <string>

#include "oauthctl/error.h"

namespace oauthctl {

/// The Error for a system call that just failed: `/p/work.json: cannot be read: permission denied`. Running out of a
/// resource, a faulty disk and a signal are ErrorKind::unavailable whatever `kind` says: trying again may help.
Error cannot(const char* what, const std::string& path, ErrorKind kind);

/// The Error for a file or folder that belongs to somebody else.
Error foreign(const std::string& path);

/// The Error for a file that is a mount of its own, as containers make with `-v FILE:FILE`: it cannot be replaced.
Error mounted_alone(const std::string& path);

/// The Error for an unexpected symbolic link.
Error symbolic_link(const std::string& path);

}  // namespace oauthctl
