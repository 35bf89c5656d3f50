#pragma once

#include <string>
#include <string_view>

namespace oauthctl {

/// The hash of these bytes; `name` as in SignatureAlgorithm::digest.
std::string digest(const char* name, std::string_view bytes);

}  // namespace oauthctl
