#pragma once

#include <string>

#include "oauthctl/secret.h"

namespace oauthctl::cli {

/// Asks on the terminal that this process belongs to, whatever its streams are, and shows nothing of what is typed.
/// Throws ErrorKind::usage where there is no terminal, ErrorKind::interrupted on a signal; the terminal is as before
/// in any case.
Secret prompt_for_password(const std::string& username);

}  // namespace oauthctl::cli
