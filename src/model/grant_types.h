#pragma once

namespace oauthctl {

/// RFC 7523 §2.1
inline constexpr const char* jwt_bearer_grant_type = "urn:ietf:params:oauth:grant-type:jwt-bearer";
/// RFC 8693 §2.1
inline constexpr const char* token_exchange_grant_type = "urn:ietf:params:oauth:grant-type:token-exchange";

}  // namespace oauthctl
