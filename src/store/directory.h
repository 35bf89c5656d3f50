#pragma once

#include <string>

#include "base/file_descriptor.h"

namespace oauthctl {

/// Opens the folder of the records. All further steps go through the descriptor, so nobody can lead them elsewhere by
/// replacing a part of the path. Empty when there is no such folder; ErrorKind::internal when it is a symbolic link,
/// somebody else's, or writable by others, or when the folder it stands in is.
FileDescriptor open_directory(const std::string& path);

/// As open_directory, but makes the folder, and those above it, where they are missing, and takes from others what they
/// could see of it. ErrorKind::unavailable when it cannot be made.
FileDescriptor make_directory(const std::string& path);

/// To be called before the first file that is to last is put into the folder: whoever made it may have been killed, or
/// have failed, before its entry in the folder above was on the disk. ErrorKind::unavailable when it cannot be synced.
void sync_entry_of(const std::string& path);

}  // namespace oauthctl
