#pragma once

#include <sys/stat.h>

#include <string>

namespace oauthctl {

/// The user and the group that read a file.
struct FileReader {
  uid_t user;
  gid_t group;
};
/// This process: its effective ids.
FileReader this_process();

/// The client file decides where codes, tokens and secrets are sent. Throws ErrorKind::usage, naming `source`, for one
/// that another user owns or others can write. Root reads the files of its users, as containers that run as root do.
void require_own_file(const struct stat& status, const FileReader& reader, const std::string& path,
                      const std::string& source);

/// A file that the user did not name is used only if nobody else can write to its folder. Throws ErrorKind::usage.
void require_own_folder(const std::string& folder, const FileReader& reader, const std::string& file);

}  // namespace oauthctl
