#pragma once

#include <string>
#include <vector>

#include "oauthctl/store.h"

namespace oauthctl::cli {

/// What `status` says of records, as a page for people or as one JSON object.
std::string status_text(const std::vector<Record>& records, const TokenStore& store, TimePoint now);
std::string status_json(const std::vector<Record>& records, const TokenStore& store, TimePoint now);

}  // namespace oauthctl::cli
