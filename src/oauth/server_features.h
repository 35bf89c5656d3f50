#pragma once

#include <vector>

#include "base/json.h"
#include "oauth/server_report.h"

namespace oauthctl {

/// Everything that oauthctl asks of servers, and whether this one offers it. Members of the wrong type count as absent.
std::vector<Feature> features_of(const JsonObject& document);

}  // namespace oauthctl
