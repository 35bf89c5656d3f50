#pragma once

#include "base/json.h"
#include "base/time.h"
#include "model/token_set.h"

namespace oauthctl {

/// The members of RFC 6749 §5.1, judged as parse_token_response() says.
TokenSet read_token_set(const JsonObject& answer, TimePoint now, const std::string& token_type);

/// Of those the refresh token and its end alone.
TokenSet read_renewal(const JsonObject& answer, TimePoint now);

/// The member, which may be absent. Throws for a character that no token may have.
Secret read_token(const JsonObject& answer, const char* name);

}  // namespace oauthctl
