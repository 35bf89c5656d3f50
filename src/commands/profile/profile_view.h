#pragma once

#include <string>
#include <vector>

#include "model/store.h"

namespace oauthctl::cli {

/// One line a profile for people: the default is marked with a star.
std::string profile_lines(const std::vector<Record>& records, const std::string& by_default, TimePoint now);
std::string profile_list_json(const std::vector<Record>& records, const std::string& by_default,
                              const TokenStore& store);

/// A profile's settings, without secrets.
std::string profile_text(const Record& record, bool is_default, const TokenStore& store);
std::string profile_json(const Record& record, bool is_default, const TokenStore& store);

}  // namespace oauthctl::cli
