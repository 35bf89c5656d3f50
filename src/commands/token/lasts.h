#pragma once

#include "commands/token/token_formats.h"
#include "oauthctl/error.h"

namespace oauthctl::cli {

/// Whether the record's token of that type lasts that long. An ID token that does not say when it expires lasts as long
/// as the access token that came with it.
bool lasts(const Record& record, TokenType type, TimePoint now, std::chrono::seconds min_ttl);

/// The sign-in did not ask for one. `token` calls that the wrong option, `exec`, `keep` and `credential` a reason to
/// sign in.
Error no_id_token(const Record& record, ErrorKind kind);

}  // namespace oauthctl::cli
