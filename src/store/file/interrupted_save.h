#pragma once

#include <string>

namespace oauthctl {

/// A renewal that was killed between writing the next record and renaming it has left, in `<profile>.json.new`, the
/// only refresh token that the server still accepts. This renames such a file. The caller holds the profile's renewal
/// lock. Throws ErrorKind::unavailable if that fails: renewing with the old refresh token instead would end the grant
/// (RFC 9700 §4.14.2). A file that is not a complete record, or not the successor of the current one, stays until the
/// next reservation removes it.
void adopt_leftover(int directory, const std::string& profile, const std::string& path);

}  // namespace oauthctl
