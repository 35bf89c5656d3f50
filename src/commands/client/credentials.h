#pragma once

#include <string>

#include "base/environment.h"
#include "oauthctl/secret.h"

namespace oauthctl::cli {

/// The password from the file, if one is named, else OAUTHCTL_PASSWORD, else the terminal. Throws ErrorKind::usage if
/// none of them has one.
Secret read_password(const std::string& username, const std::string& password_file, const Environment& environment);

}  // namespace oauthctl::cli
