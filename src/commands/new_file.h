#pragma once

#include <string>
#include <string_view>

#include "base/file_descriptor.h"

namespace oauthctl::cli {

/// A new file, 0600, created before its text is known, so that nothing is requested that could not be kept. Without
/// `commit` it is deleted again.
class NewFile {
 public:
  /// Throws ErrorKind::usage if anything of that name exists.
  explicit NewFile(std::string path);
  NewFile(const NewFile&) = delete;
  NewFile& operator=(const NewFile&) = delete;
  ~NewFile();

  /// The text is on the disk when it returns.
  void commit(std::string_view text);

 private:
  std::string path_;
  FileDescriptor file_;
  bool committed_ = false;
};

/// The next text of an existing file (0600). Reserves its room now. The old text stays intact until the new one is on
/// the disk. Follows a symbolic link, because the user means its target.
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
