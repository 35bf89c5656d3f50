#pragma once

#include <functional>
#include <string>
#include <tuple>

#include "adapters/store/recording.h"

namespace oauthctl::testing {

/// The content of a disk: the names in each folder and the bytes of each file.
struct Disk {
  std::map<ino_t, std::map<std::string, ino_t>> folders;
  std::map<ino_t, std::string> files;

  static Disk of(const std::string& folder);
  /// Makes `folder` as the one with that inode was. All is 0700 and 0600.
  void write_to(const std::string& folder, ino_t inode) const;
  /// `kept` bytes of it, if it is a write.
  void apply(const Change& change, std::size_t kept = std::string::npos);

  friend bool operator<(const Disk& a, const Disk& b) {
    return std::tie(a.folders, a.files) < std::tie(b.folders, b.files);
  }
};

/// Calls `see` with each disk that a loss of power can leave after the first `steps` steps on `before`: every
/// combination of unsynced changes that are there or missing, and of a write the first half may be there.
void lose_power(const Disk& before, const Recording& recording, std::size_t steps,
                const std::function<void(const Disk&)>& see);

}  // namespace oauthctl::testing
