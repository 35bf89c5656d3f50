#pragma once

#include <string>

namespace oauthctl::cli {

/// Everything on standard input, up to 64 MiB. Throws ErrorKind::usage, naming `what`, if there is more or it cannot be
/// read.
std::string read_stdin(const std::string& what);

/// The contents of a file, with the same limit.
std::string read_file(const std::string& path);

/// The input that an option names: a file, or `-` for standard input, which is `what` in messages.
std::string read_input(const std::string& path, const std::string& what);

}  // namespace oauthctl::cli
