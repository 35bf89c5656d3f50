#pragma once

#include <string>
#include <string_view>

#include "cli/terminal.h"
#include "commands/token/token.h"

namespace oauthctl::cli {

/// A file that other programs read a token from. It is replaced by rename, so they see the previous text or the next
/// one, and never a part. A symbolic link in its place is replaced, and not followed.
class OutFile {
 public:
  /// Throws ErrorKind::usage if its folder is missing or its place is taken by something other than a file.
  explicit OutFile(std::string path);

  /// 0600, and on the disk when it returns.
  void write(std::string_view text) const;
  bool holds(std::string_view text) const;

 private:
  std::string path_;
};

/// Prints the token, or writes it to the file of `--out`.
void deliver(const PrintedToken& token, const TokenOptions& options, Terminal& terminal);

}  // namespace oauthctl::cli
