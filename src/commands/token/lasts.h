#pragma once

#include "commands/token/token_formats.h"

namespace oauthctl::cli {

/// Whether the record's token of that type lasts that long. An ID token that does not say when it expires lasts as long
/// as the access token that came with it.
bool lasts(const Record& record, TokenType type, TimePoint now, std::chrono::seconds min_ttl);

}  // namespace oauthctl::cli
