#pragma once

#include <string>

#include "base/file_descriptor.h"

namespace oauthctl {

/// Opens the folder of the records. All further steps go through the descriptor, so nobody can redirect them by
/// replacing a part of the path. Empty if the folder does not exist. Throws ErrorKind::internal if it or its parent
/// folder is a symbolic link, somebody else's, or writable by others.
FileDescriptor open_directory(const std::string& path);

/// As open_directory, but creates the folder and its parents if they are missing, and removes other people's access to
/// it. Throws ErrorKind::unavailable if it cannot be created.
FileDescriptor make_directory(const std::string& path);

/// Call it before the first durable file is put into the folder: the process that created the folder may have been
/// killed, or have failed, before the folder's own entry was on the disk. Throws ErrorKind::unavailable if it cannot be
/// synced.
void sync_entry_of(const std::string& path);

}  // namespace oauthctl
