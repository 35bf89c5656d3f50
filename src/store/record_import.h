#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "model/record.h"

namespace oauthctl {

/// The text of an export with the client file in it, which must be a JSON object. Throws ErrorKind::usage, naming
/// `source`, for one that names other files (a key, a certificate).
Secret encode_export(const Record& record, std::string_view client_file, const std::string& source);

/// The client file in an export, laid out for a person; nothing: it has none. decode_export() must accept the export
/// first. Throws ErrorKind::usage, naming `source`, for a client file that names other files.
std::optional<Secret> client_file_in(std::string_view text, const std::string& source);

/// Reads an exported record, which names its profile. The file may come from anywhere and its checksum is not a secret,
/// so it is read as strictly as a server's answer. Throws ErrorKind::usage, naming `source`, for a text that is not an
/// export, for characters that no token, name or URL has, for an endpoint that secrets must not be sent to, and for the
/// path of a token, assertion or key: it would let the record choose which of our files is sent to its server. The path
/// of a client file (`secrets_file`) is left to the caller to judge.
Record decode_export(std::string_view text, const std::string& source);

}  // namespace oauthctl
