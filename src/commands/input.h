#pragma once

#include <string>

namespace oauthctl::cli {

/// Everything that comes on standard input, up to 64 MiB; `what` is named in the ErrorKind::usage when there is more or
/// nothing can be read.
std::string read_stdin(const std::string& what);

/// The contents of a file, with the same bound.
std::string read_file(const std::string& path);

}  // namespace oauthctl::cli
