#pragma once

#include <functional>
#include <set>
#include <string>

#include "base/json.h"
#include "model/server/metadata.h"

namespace oauthctl {

/// The members of ServerMetadata under their RFC 8414 names; unknown ones are left out.
nlohmann::json metadata_json(const ServerMetadata& metadata);

/// Reads the members that ServerMetadata has and skips the others. A wrong type throws as JsonObject does. The caller
/// must check the URLs.
ServerMetadata read_metadata(const JsonObject& object);

/// Reads a server's published metadata (RFC 8414 §2) leniently: lists may be one string, flags may be in quotes, and
/// members that cannot be read count as absent. `judge` says why a URL must not be used, or nothing: such an endpoint,
/// or one that is not a string, is left out and named in `unusable`. Throws for an issuer that is not a string.
ServerMetadata read_published_metadata(const JsonObject& object,
                                       const std::function<std::string(const std::string& url)>& judge);

/// Visits each endpoint that is known, `jwks_uri` among them: `visit("token_endpoint", "https://…")`.
void for_each_endpoint(const ServerMetadata& metadata,
                       const std::function<void(const char* name, const std::string& url)>& visit);

/// Those of the issuer and of every endpoint.
std::set<std::string> origins_of(const ServerMetadata& metadata);

/// The URL that names the server: its issuer, or its token endpoint if it has none.
const std::string& name_of_server(const ServerMetadata& metadata);

}  // namespace oauthctl
