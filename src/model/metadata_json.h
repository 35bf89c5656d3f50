#pragma once

#include <functional>
#include <string>

#include "base/json.h"
#include "model/metadata.h"

namespace oauthctl {

/// The members of ServerMetadata under their RFC 8414 names; those of which nothing is known are left out.
nlohmann::json metadata_json(const ServerMetadata& metadata);

/// Reads the members that ServerMetadata has and passes over the others. A wrong type throws as JsonObject does; what a
/// URL may be is the caller's to judge.
ServerMetadata read_metadata(const JsonObject& object);

/// Visits each endpoint that is known, `jwks_uri` among them: `visit("token_endpoint", "https://…")`.
void for_each_endpoint(const ServerMetadata& metadata,
                       const std::function<void(const char* name, const std::string& url)>& visit);

}  // namespace oauthctl
