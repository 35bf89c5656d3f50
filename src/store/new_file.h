#pragma once

#include <string>
#include <string_view>

#include "base/file_descriptor.h"

namespace oauthctl {

/// A new file, 0600, created before its text is known, so that nothing is requested that could not be kept. Unless it
/// is kept or committed, it is deleted again.
class NewFile {
 public:
  /// Throws ErrorKind::usage, with the hint, if anything of that name exists.
  explicit NewFile(const std::string& path, std::string hint = {}) : NewFile(path, path, std::move(hint)) {}
  /// `shown` stands for it in messages.
  NewFile(std::string path, std::string shown, std::string hint);
  NewFile(const NewFile&) = delete;
  NewFile& operator=(const NewFile&) = delete;
  ~NewFile();

  /// The text and the name are on the disk when it returns.
  void write(std::string_view text);
  void keep() noexcept { kept_ = true; }
  void commit(std::string_view text) {
    write(text);
    keep();
  }

 private:
  std::string path_;
  std::string shown_;
  FileDescriptor file_;
  bool kept_ = false;
};

/// The treatment of a symbolic link in a file's place.
enum class Links { followed, replaced };

/// The next text of a file (0600), which is created now. The old text stays intact until the new one is on the disk. If
/// that fails, the new one is lost: what cannot be had again needs a FileReservation.
class Replacement {
 public:
  /// A followed link must lead to a file.
  explicit Replacement(const std::string& path, Links links = Links::followed);
  /// Replaces the file in one step.
  void commit(std::string_view text);

 private:
  std::string target_;
  std::string fresh_;
  NewFile file_;
};

}  // namespace oauthctl
