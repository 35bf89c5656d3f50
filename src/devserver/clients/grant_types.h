#pragma once

#include <string_view>

namespace oauthctl::devserver {

inline constexpr const char* device_grant_type = "urn:ietf:params:oauth:grant-type:device_code";     ///< RFC 8628
inline constexpr const char* jwt_bearer_grant_type = "urn:ietf:params:oauth:grant-type:jwt-bearer";  ///< RFC 7523
inline constexpr const char* token_exchange_grant_type =
    "urn:ietf:params:oauth:grant-type:token-exchange";  ///< RFC 8693

/// The grants of the token endpoint.
inline constexpr std::string_view token_grant_types[] = {
    "authorization_code", "refresh_token",       "client_credentials",      "password",
    device_grant_type,    jwt_bearer_grant_type, token_exchange_grant_type,
};

}  // namespace oauthctl::devserver
