#pragma once

#include <string>
#include <vector>

#include "model/store.h"

namespace oauthctl::cli {

/// The answer of `status`: a page for people, or one JSON object.
std::string status_text(const std::vector<Record>& records, const TokenStore& store, TimePoint now);
std::string status_json(const std::vector<Record>& records, const TokenStore& store, TimePoint now);

/// For a monitoring system: nothing needs to be done, a renewal is due, or a person is needed now or before
/// the time is over.
enum class Need { nothing, renewal, person };
Need need_of(const Record& record, TimePoint now, std::chrono::seconds within);

}  // namespace oauthctl::cli
