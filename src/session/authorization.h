#pragma once

#include <optional>
#include <string>

#include "jose/jwk_set.h"
#include "oauth/callback.h"
#include "session/login_plan.h"
#include "session/services.h"

namespace oauthctl {

/// The URL to open in the browser: of the request as it is, or of one that was first signed (RFC 9101) and pushed to
/// the server (RFC 9126), if the server or the client asks for that. The URL of a pushed request carries only a
/// reference. Pushing may be where the server first sees the client's secret: what it shows about its encoding stays in
/// `party`.
std::string authorization_url(Party& party, const AuthorizationRequest& asked, const Services& services);

/// Finds the answer to one authorization request among what reaches the redirect URI: parameters as they are, or a JWT
/// with the parameters in it (JARM). A response that was asked for signed ends the wait only once it verifies.
class AuthorizationAnswer {
 public:
  /// For signed responses the server's keys are asked for now, before a person is sent to a browser. Throws as
  /// require_checkable_response() does.
  AuthorizationAnswer(const ServerMetadata& server, const Client& client, const AuthorizationRequest& asked,
                      const Services& services);

  /// Whether this is the answer. One with our state that does not verify is turned away with a warning: the person
  /// would wait for nothing.
  bool is_here(const Params& received);

  /// Its parameters. Throws what is wrong with it, which for a pasted URL nobody has said before.
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
