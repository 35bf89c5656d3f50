#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "base/time.h"
#include "oauthctl/secret.h"

namespace oauthctl {

inline constexpr const char* bearer_token_type = "Bearer";
/// The token type of a token that is useless without the key that it is bound to (RFC 9449 §5).
inline constexpr const char* dpop_token_type = "DPoP";

/// The tokens that a token endpoint granted (RFC 6749 §5.1). Lifetimes became times by the local clock at receipt.
struct TokenSet {
  Secret access_token;
  std::string token_type = bearer_token_type;  ///< `N_A`: the issued token is not an access token (RFC 8693 §2.2.1)
  std::string issued_token_type;               ///< type of an exchanged token, as a URI; empty after other grants
  std::optional<TimePoint> expires_at;         ///< nothing: the server did not say
  Secret refresh_token;
  std::optional<TimePoint> refresh_token_expires_at;
  Secret id_token;
  std::string scope;                  ///< granted; empty when the server did not say, which means as asked (§5.1)
  std::string authorization_details;  ///< granted (RFC 9396 §7), as JSON; empty when the server did not say
  TimePoint obtained_at;              ///< by the local clock
  /// The TLS certificate that we showed to the token endpoint, PEM. The server may bind the tokens to it even if not
  /// asked (RFC 8705 §3), so we show it to the resource as well. Empty: none was shown.
  std::string certificate_file;
  std::string certificate_key_file;

  /// Whether `access_token` may be shown to a resource: a token exchange can give something else (RFC 8693 §2.2.1).
  bool is_access_token() const { return token_type != "N_A"; }

  /// Whether the access token expires in `min_ttl` or later. False if the clock was set back to before the token was
  /// obtained, because it cannot tell.
  bool usable(TimePoint now, std::chrono::seconds min_ttl) const;
};

/// Merges the answer to a refresh into the previous tokens. RFC 6749 §6 lets a server leave out the refresh token, the
/// scope and the ID token; the old ones then stay.
TokenSet renewed(const TokenSet& old, TokenSet fresh);

}  // namespace oauthctl
