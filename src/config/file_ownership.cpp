#include "config/file_ownership.h"

#include <unistd.h>

#include "base/text.h"
#include "oauthctl/error.h"

namespace oauthctl {
namespace {

constexpr uid_t root = 0;

/// Write access of a group counts, except of the user's own group, which has no other members on most systems.
bool can_others_write(const struct stat& status, const FileReader& reader) {
  const bool by_group = (status.st_mode & S_IWGRP) != 0 && status.st_gid != reader.group;
  return by_group || (status.st_mode & S_IWOTH) != 0;
}

bool is_strangers(const struct stat& status, const FileReader& reader) {
  return status.st_uid != reader.user && status.st_uid != root;
}

}  // namespace

FileReader this_process() {
  return {geteuid(), getegid()};
}

void require_own_file(const struct stat& status, const FileReader& reader, const std::string& path,
                      const std::string& source) {
  if (is_strangers(status, reader) && reader.user != root)
    throw Error(ErrorKind::usage, source + ": belongs to another user, who can change where tokens are sent",
                "copy it, read it, and name the copy with --secrets FILE");
  if (can_others_write(status, reader))
    throw Error(ErrorKind::usage, source + ": other users can write it and change where tokens are sent",
                "chmod 600 " + printable(shell_word(path), 4096) + ", after reading it");
}

void require_own_folder(const std::string& folder, const FileReader& reader, const std::string& file) {
  struct stat status = {};
  if (stat(folder.c_str(), &status) != 0) return;
  if (!can_others_write(status, reader) && !is_strangers(status, reader)) return;
  throw Error(ErrorKind::usage,
              printable(file, 4096) + ": other users can write to its folder, so it is used only if you name it",
              "if it is yours, name it: --secrets secrets.json");
}

}  // namespace oauthctl
