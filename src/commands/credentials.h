#pragma once

#include <string>

#include "base/environment.h"
#include "cli/command.h"
#include "oauthctl/secret.h"

namespace oauthctl::cli {

/// A token or an assertion from a file, `-` for standard input, without the spaces and line ends around it. Throws
/// ErrorKind::usage for what cannot be read, is empty, or is no token.
Secret read_token(const std::string& path);

/// The password from --password-file, else OAUTHCTL_PASSWORD, else the terminal. Throws ErrorKind::usage where there is
/// none.
Secret read_password(const std::string& username, const GrantOptions& options, const Environment& environment);

}  // namespace oauthctl::cli
