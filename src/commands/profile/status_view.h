#pragma once

#include <string>
#include <vector>

#include "model/store.h"

namespace oauthctl::cli {

/// The clock by which a page names times.
enum class Clocks { utc, local };

/// Whether a page also lists the tokens for other targets (`token --resource`).
enum class Detail { usual, every_token };

/// The answer of `status`: a page for people, or one JSON object. `by_default` is the profile of commands that name
/// none.
std::string status_text(const std::vector<Record>& records, const TokenStore& store, TimePoint now,
                        const std::string& by_default = {}, Clocks clocks = Clocks::utc, Detail detail = Detail::usual);
std::string status_json(const std::vector<Record>& records, const TokenStore& store, TimePoint now,
                        const std::string& by_default = {});

/// For a monitoring system: nothing needs to be done, a renewal is due, or a person is needed now or before
/// the time is over.
enum class Need { nothing, renewal, person };
Need need_of(const Record& record, TimePoint now, std::chrono::seconds within);

}  // namespace oauthctl::cli
