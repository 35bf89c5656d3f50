#pragma once

#include "base/json.h"

namespace oauthctl {

/// Throws ErrorKind::usage for a well-known JSON file that is not a client file. The message says what the file is, and
/// the hint names the command that takes it or what to write instead. The message never contains a secret.
void refuse_foreign_file(const JsonObject& file);

}  // namespace oauthctl
