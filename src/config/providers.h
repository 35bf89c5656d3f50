#pragma once

#include <string>
#include <string_view>

#include "model/client_file.h"

namespace oauthctl {

/// Fills in the known facts of the provider that `"provider"` in the file names: endpoints that are published only in
/// its manual, and how its answers differ from the specifications. Members of the file take precedence. False for an
/// unknown name.
bool add_provider(std::string_view name, ClientFile& file);

/// The names that add_provider() knows, for a person.
std::string known_providers();

/// Google's client file names only two endpoints. This adds the issuer and the other endpoints, which saves the
/// discovery request. Does nothing for endpoints that are not Google's.
void add_google(ServerMetadata& server);

}  // namespace oauthctl
