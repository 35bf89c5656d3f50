#pragma once

#include <string>

#include "base/environment.h"
#include "cli/command.h"
#include "oauthctl/secret.h"

namespace oauthctl::cli {

/// The password from --password-file, else OAUTHCTL_PASSWORD, else the terminal. Throws ErrorKind::usage where there is
/// none.
Secret read_password(const std::string& username, const GrantOptions& options, const Environment& environment);

}  // namespace oauthctl::cli
