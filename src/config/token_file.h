#pragma once

#include <string>

#include "oauthctl/secret.h"

namespace oauthctl {

/// A token or an assertion from a file, without the spaces and line ends around it; `-` is standard input. Throws
/// ErrorKind::usage for a file that cannot be read, is empty, is longer than 1 MiB or does not hold a token.
Secret read_token(const std::string& path);

}  // namespace oauthctl
