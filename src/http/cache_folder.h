#pragma once

#include <optional>
#include <string>

#include "base/time.h"

namespace oauthctl {

/// A folder of small files that can be fetched again, each 0600 and replaced as a whole. Ignores a file that cannot be
/// read, belongs to somebody else or is writable by others. Keeps nothing if the folder is not writable.
class CacheFolder {
 public:
  /// The folder is created at the first write.
  explicit CacheFolder(std::string path) : path_(std::move(path)) {}

  std::optional<std::string> read(const std::string& name) const;
  void write(const std::string& name, const std::string& text) const;
  void remove(const std::string& name) const;
  /// All files that were not written since.
  void remove_older(TimePoint than) const;

 private:
  std::string path_;
};

}  // namespace oauthctl
