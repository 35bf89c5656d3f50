#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "base/params.h"
#include "oauthctl/secret.h"

namespace oauthctl {

/// The demands of a request on the ID token that answers it. An expectation is made together with the request and
/// passed along with it, so that no check depends on data that a server or a file could have changed.
struct Expectation {
  bool needs_id_token = false;                       ///< openid was asked for (OpenID Connect Core §3.1.3.3)
  Secret nonce = {};                                 ///< as it was sent; empty: none was
  std::optional<std::chrono::seconds> max_age = {};  ///< `auth_time` must be present and not older
  std::vector<std::string> acr_values = {};          ///< `acr` must be one of them; empty: any

  /// Whether the person must have signed in recently or in a certain way.
  bool asks_how_the_person_signed_in() const { return max_age || !acr_values.empty(); }
};

/// From the parameters of an authorization request or a device authorization request: scope, nonce, max_age, acr_values
/// and an essential acr of the claims parameter. Throws ErrorKind::usage for a max_age that is not a number of seconds
/// or is repeated, and if something must be checked but no ID token was asked for.
Expectation expectation_of(const Params& parameters);

/// For a renewal, and for grants in which nobody signs in: the ID token may be missing.
Expectation no_expectation();

/// For an answer without an ID token. Throws ErrorKind::protocol if max_age or acr_values were asked for, because only
/// an ID token can say so. Otherwise returns whether one was asked for and is missing. A server that does not grant
/// openid says so in `granted_scope`. The account is then unknown, and the tokens are used as if openid had not been
/// asked for.
bool lacks_id_token(const Expectation& expected, const std::string& granted_scope);

}  // namespace oauthctl
