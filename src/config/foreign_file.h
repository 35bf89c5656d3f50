#pragma once

#include "base/json.h"

namespace oauthctl {

/// Throws ErrorKind::usage for a JSON file that is well known and is not a client file: what it is, and the command
/// that takes it or what to write in its place. No value of a secret gets into the message.
void refuse_foreign_file(const JsonObject& file);

}  // namespace oauthctl
