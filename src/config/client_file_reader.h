#pragma once

#include <optional>
#include <string>

#include "config/paths.h"
#include "config/providers.h"
#include "model/client_file.h"

namespace oauthctl {

/// The `-` of `--secrets -`: standard input.
constexpr const char* standard_input = "-";

/// The absolute path of the working directory; empty when it is gone.
std::string working_folder();

/// secrets.json in the working directory `cwd`, else in the home directory; nothing if neither exists.
std::optional<std::string> look_for_client_file(const std::string& cwd, const Paths& paths);

/// The absolute path of the client file to read: the named one, else secrets.json in the working directory `cwd`, else
/// the one in the home directory. `-` stays `-`. Throws ErrorKind::usage if no file is named and neither exists, and
/// for a path that a record cannot store.
std::string find_client_file(const std::optional<std::string>& named, const std::string& cwd, const Paths& paths);

/// Reads and parses the file. Throws ErrorKind::usage for a file that is missing, not a regular file, or too long for a
/// client file. Warns if others can read it.
ClientFile read_client_file(const std::string& path, const Providers& providers);

/// The same from an open descriptor that may be a pipe or a terminal: `--secrets -`.
ClientFile read_client_file(int fd, const Providers& providers);

}  // namespace oauthctl
