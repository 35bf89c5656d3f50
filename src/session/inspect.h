#pragma once

#include <optional>
#include <string>
#include <vector>

#include "oauth/identity/inspection.h"
#include "session/services.h"

namespace oauthctl {

struct Inspected {
  std::string what;  ///< `the ID token`
  InspectedToken token;
  bool verified = false;
  std::string why_not;  ///< verified: for a person
  bool forged = false;  ///< the server's keys are known, and it is not theirs
};

/// Decodes one token, and verifies it with the keys of the profile's server if the token names that server as its
/// issuer. If the server cannot be asked, the token stays unverified.
Inspected inspect(const std::string& what, const Secret& token, const std::string& profile, const Services& services);

/// The profile's own access token and ID token. Throws ErrorKind::login_required for a profile that is not
/// signed in.
std::vector<Inspected> inspect_profile(const std::string& profile, const Services& services);

}  // namespace oauthctl
