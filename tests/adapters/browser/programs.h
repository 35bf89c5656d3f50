#pragma once

#include <sys/stat.h>

#include <filesystem>
#include <string>

#include "support/temporary_directory.h"
#include "support/text_file.h"

namespace oauthctl::testing {

/// A folder of programs that a test wrote.
class Programs {
 public:
  /// A shell script; `$0` leads to the folder.
  std::string add(const std::string& name, const std::string& script) const {
    return add_file(name, "#!/bin/sh\ncd \"${0%/*}\" || exit\n" + script + '\n');
  }
  std::string add_file(const std::string& name, const std::string& text, mode_t mode = 0700) const {
    write_file(folder_ / name, text);
    chmod((folder_ / name).c_str(), mode);
    return folder_ / name;
  }

  const std::string& path() const { return folder_.path(); }
  bool has(const std::string& name) const { return std::filesystem::exists(folder_ / name); }
  /// The text that a script left in that file.
  std::string read(const std::string& name) const { return read_file(folder_ / name); }

 private:
  TemporaryDirectory folder_;
};

}  // namespace oauthctl::testing
