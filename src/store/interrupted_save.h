#pragma once

#include <string>

namespace oauthctl {

/// A renewal that ended between having written the next record and giving it its name has left, in
/// `<profile>.json.new`, the only refresh token that the server still takes. Such a file gets its name now. The caller
/// holds the profile's renewal lock. Throws ErrorKind::unavailable when that fails: to renew with the old refresh token
/// instead would end the login (RFC 9700 §4.14.2). A file that is not a whole record, or not the one that
/// follows the present one, is left to the next reservation to remove.
void adopt_leftover(int directory, const std::string& profile, const std::string& path);

}  // namespace oauthctl
