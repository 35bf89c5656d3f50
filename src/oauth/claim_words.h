#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

#include "base/time.h"

namespace oauthctl {

/// What a claim means, with its time in words. Empty for one that is not known.
std::string claim_in_words(std::string_view name, const nlohmann::json& value, TimePoint now);

}  // namespace oauthctl
