#include "http/public_names.h"

#include <algorithm>
#include <array>

namespace oauthctl {
namespace {

constexpr std::array parameters = std::to_array<std::string_view>({
    "access_type",
    "active",
    "application_type",
    "authorization_servers",
    "client_assertion_type",
    "client_id",
    "code_challenge_method",
    "display",
    "error",
    "error_description",
    "error_uri",
    "exp",
    "expires_in",
    "grant_type",
    "iat",
    "include_granted_scopes",
    "interval",
    "iss",
    "issued_token_type",
    "issuer",
    "jwks_uri",
    "max_age",
    "nbf",
    "prompt",
    "realm",
    "redirect_uri",
    "refresh_expires_in",
    "refresh_token_expires_in",
    "requested_token_type",
    "resource",
    "resource_metadata",
    "response_mode",
    "response_type",
    "scope",
    "token_type",
    "token_type_hint",
    "verification_uri",
});

constexpr std::array fields = std::to_array<std::string_view>({
    "accept",
    "allow",
    "cache-control",
    "connection",
    "content-encoding",
    "content-language",
    "content-length",
    "content-type",
    "date",
    "expires",
    "keep-alive",
    "last-modified",
    "pragma",
    "referrer-policy",
    "retry-after",
    "server",
    "strict-transport-security",
    "transfer-encoding",
    "user-agent",
    "vary",
    "x-content-type-options",
    "x-frame-options",
});

static_assert(std::is_sorted(parameters.begin(), parameters.end()));
static_assert(std::is_sorted(fields.begin(), fields.end()));

}  // namespace

bool is_public_name(std::string_view name) {
  // The names of server metadata members in RFC 8414 §2.
  return name.ends_with("_endpoint") || name.ends_with("_supported") ||
         std::binary_search(parameters.begin(), parameters.end(), name) ||
         std::binary_search(fields.begin(), fields.end(), name);
}

}  // namespace oauthctl
