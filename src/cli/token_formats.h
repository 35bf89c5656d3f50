#pragma once

#include <string>

#include "oauthctl/store.h"

namespace oauthctl::cli {

/// The profile's token as `--format` and `--type` ask for it, with its line end. Throws ErrorKind::usage for an ID
/// token that is not there.
std::string format_token(const Record& record, const std::string& format, const std::string& type, TimePoint now);

}  // namespace oauthctl::cli
