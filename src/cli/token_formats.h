#pragma once

#include <string>

#include "cli/terminal.h"
#include "model/store.h"

namespace oauthctl::cli {

/// The profile's token as `--format` and `--type` ask for it, with its line end. Throws ErrorKind::usage for an ID
/// token that is not there, for a header with what is no access token, and for a curl configuration with a token that
/// is bound to a key.
std::string format_token(const Record& record, const std::string& format, const std::string& type, TimePoint now);

/// The same on stdout, with a warning for a token that is bound to a key (RFC 9449): it does not work alone.
void print_token(const Record& record, const std::string& format, const std::string& type, TimePoint now,
                 Terminal& terminal);

}  // namespace oauthctl::cli
