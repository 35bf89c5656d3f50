#pragma once

#include <optional>
#include <string>

#include "jose/keys/jwk_set.h"
#include "oauth/callback.h"
#include "session/login/login_plan.h"
#include "session/services.h"

namespace oauthctl {

/// The URL to open in the browser: of the request as it is, or of one that was first signed (RFC 9101) and pushed to
/// the server (RFC 9126), if the server or the client asks for that. The URL of a pushed request carries only a
/// reference. The pushed request may be the first to present the client's secret. What the server reveals about its
/// encoding is kept in `party`.
std::string authorization_url(Party& party, const AuthorizationRequest& asked, const Services& services);

/// Finds the answer to one authorization request among the requests to the redirect URI: plain parameters, or a JWT
/// with the parameters in it (JARM). If a signed response was asked for, only a verified one ends the wait.
class AuthorizationAnswer {
 public:
  /// For signed responses it fetches the server's keys now, before a person is sent to a browser. Throws as
  /// require_checkable_response() does.
  AuthorizationAnswer(const ServerMetadata& server, const Client& client, const AuthorizationRequest& asked,
                      const Services& services);

  /// Whether this is the answer. Turns away an answer with our state that does not verify, with a warning, because
  /// otherwise the person would not know why nothing happens.
  bool is_here(const Params& received);

  /// Its parameters. Throws if it is wrong: a pasted URL has not been checked earlier.
  Params read(const Params& received);

 private:
  std::optional<Params> decrypted_or_warned(const Params& received);
  Params verified(const Params& received);

  const ServerMetadata& server_;
  const Client& client_;
  const AuthorizationRequest& asked_;
  const Services& services_;
  std::optional<JwkSet> keys_;
  bool asked_again_ = false;
  bool warned_ = false;
};

}  // namespace oauthctl
