#pragma once

#include <string>

#include "oauthctl/secret.h"

namespace oauthctl::devserver {

/// Writes a file that only its owner can read. Throws ErrorKind::usage with the file and the option that named it.
void write_private_file(const std::string& file, const std::string& option, const Secret& text);

}  // namespace oauthctl::devserver
