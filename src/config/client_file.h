#pragma once

#include <string>
#include <string_view>

#include "config/providers.h"
#include "model/client_file.h"

namespace oauthctl {

/// Reads one of the three forms of docs/secrets-file.md. Throws ErrorKind::usage naming `source`, the member, and what
/// was expected.
ClientFile parse_client_file(std::string_view json, const std::string& source, const Providers& providers);

}  // namespace oauthctl
