#pragma once

#include <optional>
#include <string>

#include "session/services.h"

namespace oauthctl {

/// Revokes the grant of `old`, which the login in `fresh` has replaced and which is of no use to anybody now. Returns
/// why that did not work, for a person; empty when it did, or when it had better be left alone. Throws
/// ErrorKind::refused when the server ended the new login with the old one.
std::string end_old_grant(const std::optional<Record>& old, const Record& fresh, const Services& services);

}  // namespace oauthctl
