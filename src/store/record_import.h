#pragma once

#include <string>
#include <string_view>

#include "model/record.h"

namespace oauthctl {

/// Reads an exported record, which names its profile. The file may come from anywhere and its checksum is not a secret,
/// so it is read as strictly as a server's answer. Throws ErrorKind::usage, naming `source`, for a text that is not an
/// export, for characters that no token, name or URL has, for an endpoint that secrets must not be sent to, and for the
/// path of a token, assertion or key: it would let the record choose which of our files is sent to its server. The path
/// of a client file (`secrets_file`) is left to the caller to judge.
Record decode_export(std::string_view text, const std::string& source);

}  // namespace oauthctl
