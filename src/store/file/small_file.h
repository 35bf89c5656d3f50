#pragma once

#include <string>

#include "base/file_descriptor.h"

namespace oauthctl {

/// Replaces a file of ours in that folder, as a whole and synced; it is for us alone (0600) whatever the umask is.
/// `path` names it in messages. Throws ErrorKind::unavailable.
void replace_file(const FileDescriptor& directory, const std::string& name, const std::string& text,
                  const std::string& path);

/// Removes it if it is there. Throws as replace_file() does, and ErrorKind::internal for a link or somebody else's.
void remove_file(const FileDescriptor& directory, const std::string& name, const std::string& path);

}  // namespace oauthctl
