#pragma once

#include <string>

#include "session/services.h"

namespace oauthctl {

enum class Revocation { done, refused, not_offered, not_tried };

struct LogoutOutcome {
  Revocation refresh_token = Revocation::not_tried;
  Revocation access_token = Revocation::not_tried;
  std::size_t targeted_tokens = 0;  ///< revoked, besides the profile's own
  std::string trouble;              ///< why not, for a person; empty if all went well
  bool settings_kept = false;
};

enum class Settings { keep, forget };

/// Revokes the refresh token, then the access tokens (RFC 7009), and deletes the tokens even if that fails. Throws
/// ErrorKind::login_required for a profile that is not signed in, unless the settings of one that has signed out are to
/// be forgotten, and OtherParty, which leaves the record in place.
LogoutOutcome logout(const std::string& profile, Settings settings, const Services& services);

/// Revokes a record's grant without touching the store. Throws OtherParty as party_of() does.
LogoutOutcome revoke(const Record& record, const Services& services);

}  // namespace oauthctl
