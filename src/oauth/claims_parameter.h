#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace oauthctl {

/// What a file asks for by the `claims` parameter (OpenID Connect Core §5.5), as one line of JSON. Throws
/// ErrorKind::usage naming `source` for anything but requests for single claims below `userinfo` and `id_token`.
std::string parse_claims_parameter(std::string_view json, const std::string& source);

/// The values of `acr` of which the ID token must have one: those that are essential (§5.5.1.1). Empty: any will do.
std::vector<std::string> essential_acr_values(const std::string& claims);

}  // namespace oauthctl
