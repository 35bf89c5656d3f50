#pragma once

#include <string>
#include <string_view>

#include "base/file_descriptor.h"

namespace oauthctl::cli {

/// A file that was not there before, 0600, made before its text is known: what cannot be kept is not asked for. Without
/// `commit` it is gone again.
class NewFile {
 public:
  /// Throws ErrorKind::usage when there is something of that name, whatever it is.
  explicit NewFile(std::string path);
  NewFile(const NewFile&) = delete;
  NewFile& operator=(const NewFile&) = delete;
  ~NewFile();

  /// On the disk when it returns.
  void commit(std::string_view text);

 private:
  std::string path_;
  FileDescriptor file_;
  bool committed_ = false;
};

/// The next text of a file that is there (0600): room for it is taken now, and the old one stays whole until the new
/// one is on the disk. A symbolic link is followed, for its target is what was meant.
class Replacement {
 public:
  explicit Replacement(const std::string& path);
  /// Replaces the file in one step.
  void commit(std::string_view text);

 private:
  std::string target_;
  std::string fresh_;
  NewFile file_;
};

}  // namespace oauthctl::cli
