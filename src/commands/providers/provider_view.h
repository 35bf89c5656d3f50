#pragma once

#include <string>

#include "model/server/provider.h"

namespace oauthctl::cli {

/// All that a person needs to register a client and to sign in, in lines.
std::string provider_as_text(const Provider& provider);

/// The same for programs, with its line end.
std::string provider_as_json(const Provider& provider);

/// The `login` command for this provider, with the words that must be replaced in capitals.
std::string login_command_for(const Provider& provider);

}  // namespace oauthctl::cli
