#pragma once

#include <string>

#include "oauthctl/secret.h"

namespace oauthctl::cli {

/// Asks on the terminal of this process, whatever its streams are, without showing the typed text. Throws
/// ErrorKind::usage without a terminal, ErrorKind::interrupted on a signal. Always restores the terminal.
Secret prompt_for_password(const std::string& username);

}  // namespace oauthctl::cli
