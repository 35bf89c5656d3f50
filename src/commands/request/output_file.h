#pragma once

#include <string>
#include <string_view>

#include "base/file_descriptor.h"

namespace oauthctl::cli {

/// A file that has its old content, or does not exist, until the new content is whole. What is not a regular file, such
/// as a pipe or a device, gets the content as it comes.
class OutputFile {
 public:
  /// Throws ErrorKind::usage if it cannot be written.
  explicit OutputFile(std::string path);
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;
  ~OutputFile();

  void write(std::string_view text);
  void commit();

 private:
  std::string path_;  ///< as it was named
  std::string target_;
  std::string fresh_;  ///< the new content, beside the target; empty: it goes to the target itself
  FileDescriptor file_;
};

}  // namespace oauthctl::cli
