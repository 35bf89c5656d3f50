#pragma once

#include <string>

#include "model/token_set.h"
#include "oauth/token_request.h"

namespace oauthctl {

/// The types of RFC 8693 §3 that are named here.
inline constexpr const char* access_token_type = "urn:ietf:params:oauth:token-type:access_token";
inline constexpr const char* id_token_type = "urn:ietf:params:oauth:token-type:id_token";
inline constexpr const char* refresh_token_type = "urn:ietf:params:oauth:token-type:refresh_token";

/// A token type by its URI or, for those of RFC 8693 §3, by the last word of it: `access_token`, `id_token`,
/// `refresh_token`, `jwt`, `saml1`, `saml2`. Throws ErrorKind::usage, naming `option`, for any other word.
std::string token_type_uri(const std::string& name, const std::string& option);

/// RFC 8693 §2.2.1: the server has to say what it issued, and that has to be what was asked for: a token of another
/// type would be used for what it is not. Throws ErrorKind::protocol.
void check_issued_token_type(const TokenSet& tokens, const TokenExchangeGrant& grant);

}  // namespace oauthctl
