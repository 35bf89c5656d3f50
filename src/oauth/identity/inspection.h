#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "jose/keys/jwk_set.h"
#include "oauthctl/secret.h"

namespace oauthctl {

/// One member of a JWT's payload, for a person.
struct ClaimInWords {
  std::string name;
  std::string value;    ///< as JSON
  std::string meaning;  ///< `expires 2027-01-15T08:00:00Z, in 59 minutes`; empty for a claim that is not known
};

/// A decoded JWT. Nothing in it is proved until verify_inspected() says so.
struct InspectedToken {
  enum class Format { opaque, signed_token, encrypted };

  Format format = Format::opaque;
  std::string header;   ///< JSON
  std::string payload;  ///< JSON; empty unless signed
  std::string alg;
  std::string kid;
  std::string iss;
  std::vector<ClaimInWords> claims;
};

/// Does not throw if the token is not a JWT: it is opaque then.
InspectedToken inspect_token(const Secret& token, TimePoint now);

/// Empty if one of these keys made the token's signature, else the reason why that is not certain. An algorithm that
/// uses a shared secret is never tried with a published key.
std::string verify_inspected(const Secret& token, const JwkSet& keys);

/// Explains a claim, with its time in words. Empty for an unknown one.
std::string claim_in_words(std::string_view name, const nlohmann::json& value, TimePoint now);

}  // namespace oauthctl
