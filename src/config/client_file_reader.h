#pragma once

#include <optional>
#include <string>

#include "config/paths.h"
#include "model/client_file.h"

namespace oauthctl {

/// What `--secrets -` names: standard input.
constexpr const char* standard_input = "-";

/// The absolute path of the working directory; empty when it is gone.
std::string working_folder();

/// The absolute path of the file to read: the one named, else secrets.json in the working directory `cwd`, else the one
/// in the home. `-` stays `-`. Throws ErrorKind::usage when nothing is named and neither is there, and for a path that
/// a record could not keep.
std::string find_client_file(const std::optional<std::string>& named, const std::string& cwd, const Paths& paths);

/// Reads and parses the file. Throws ErrorKind::usage for one that is missing, no regular file, or too long for a
/// client file; warns of one that others can read.
ClientFile read_client_file(const std::string& path);

/// The same from an open descriptor that may be a pipe or a terminal: `--secrets -`.
ClientFile read_client_file(int fd);

}  // namespace oauthctl
