#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "oauthctl/error.h"

namespace oauthctl {

/// RFC 9396 §2: an array of objects, each with a `type`. Returns it as text; throws, naming `what`, for anything else.
std::string authorization_details_text(const nlohmann::json& value, const std::string& what, ErrorKind kind);

}  // namespace oauthctl
