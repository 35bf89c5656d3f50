#pragma once

#include <optional>
#include <string>

#include "base/time.h"

namespace oauthctl {

/// A folder of small files that can be had again, each 0600 and replaced whole. What cannot be read, is not ours or
/// could be changed by others is as if it were not there, and what cannot be written is not kept.
class CacheFolder {
 public:
  /// It is made when something is first written.
  explicit CacheFolder(std::string path) : path_(std::move(path)) {}

  std::optional<std::string> read(const std::string& name) const;
  void write(const std::string& name, const std::string& text) const;
  void remove(const std::string& name) const;
  /// All that nobody has written since.
  void remove_older(TimePoint than) const;

 private:
  std::string path_;
};

}  // namespace oauthctl
