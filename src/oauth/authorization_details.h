#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/metadata.h"

namespace oauthctl {

/// What a file says that is to be asked for by `authorization_details` (RFC 9396 §2), as one line of JSON. Throws
/// ErrorKind::usage naming `source` for anything but an array of objects with a `type`.
std::string parse_authorization_details(std::string_view json, const std::string& source);

/// Throws ErrorKind::usage for a type that the server does not list (§9). One that lists none is asked.
void require_supported_types(const ServerMetadata& server, const std::string& authorization_details);

/// The types in their order, each once.
std::vector<std::string> types_of(const std::string& authorization_details);

/// The types of what was asked for and is not part of what was granted. A server may add to it (§7.1).
std::vector<std::string> missing_details(const std::string& asked, const std::string& granted);

}  // namespace oauthctl
