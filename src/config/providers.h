#pragma once

#include <string>
#include <string_view>

#include "model/client_file.h"

namespace oauthctl {

/// Fills in what is known of the provider that `"provider"` in the file names: endpoints that it publishes only in its
/// manual, and how its answers differ from the specifications. What the file says itself stays. False for a name that
/// is not known.
bool add_provider(std::string_view name, ClientFile& file);

/// The names that add_provider() knows, for a person.
std::string known_providers();

/// Google's client file names two endpoints; the issuer and the others are published by discovery, which this saves.
/// Does nothing for endpoints that are not Google's.
void add_google(ServerMetadata& server);

}  // namespace oauthctl
