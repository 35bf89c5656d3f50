#pragma once

#include <map>
#include <string>

#include "base/json.h"
#include "base/params.h"

namespace oauthctl {

/// The member `token_params` of a client file: extra parameters of token requests, by grant type or by the name that
/// `--flow` has for it; a parameter that stands beside them goes into every token request. The result has "" for those.
/// Throws for a grant that is not known, a value that is not a string, and a parameter that is the protocol's own.
std::map<std::string, Params> read_token_params(const JsonObject& client);

}  // namespace oauthctl
