#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "base/time.h"
#include "oauthctl/secret.h"

namespace oauthctl {

inline constexpr const char* bearer_token_type = "Bearer";
/// Of a token that is worth nothing without the key that it is bound to (RFC 9449 §5).
inline constexpr const char* dpop_token_type = "DPoP";

/// What a token endpoint granted (RFC 6749 §5.1), with lifetimes turned into times by the local clock at receipt.
struct TokenSet {
  Secret access_token;
  std::string token_type = bearer_token_type;  ///< `N_A`: what was issued is no access token (RFC 8693 §2.2.1)
  std::string issued_token_type;               ///< what a token exchange gave, as a URI; empty after other grants
  std::optional<TimePoint> expires_at;         ///< nothing: the server did not say
  Secret refresh_token;
  std::optional<TimePoint> refresh_token_expires_at;
  Secret id_token;
  std::string scope;                  ///< granted; empty when the server did not say, which means as asked (§5.1)
  std::string authorization_details;  ///< granted (RFC 9396 §7), as JSON; empty when the server did not say
  TimePoint obtained_at;              ///< by the local clock
  /// The TLS certificate that the token endpoint was shown, PEM: the tokens may be bound to it, asked or unasked (RFC
  /// 8705 §3), so it goes with them to the resource. Empty: none was shown.
  std::string certificate_file;
  std::string certificate_key_file;

  /// Whether `access_token` may be shown to a resource: a token exchange can give something else (RFC 8693 §2.2.1).
  bool is_access_token() const { return token_type != "N_A"; }

  /// Whether the access token lives for at least `min_ttl` more. A clock that was set back to before the token was
  /// obtained cannot say, so the answer is no.
  bool usable(TimePoint now, std::chrono::seconds min_ttl) const;
};

/// The answer to a refresh laid over what was there: RFC 6749 §6 lets a server leave out the refresh token, the scope
/// and the ID token, and the old ones then stay.
TokenSet renewed(const TokenSet& old, TokenSet fresh);

}  // namespace oauthctl
