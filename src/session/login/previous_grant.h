#pragma once

#include <optional>
#include <string>

#include "session/services.h"

namespace oauthctl {

/// Revokes the grant of `old`, which the grant in `fresh` has replaced. Returns for a person why that failed; empty if
/// it worked, or if the grant must be left alone. Throws ErrorKind::refused if the server revoked the new grant
/// together with the old one.
std::string end_old_grant(const std::optional<Record>& old, const Record& fresh, const Services& services);

}  // namespace oauthctl
