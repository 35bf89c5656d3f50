#pragma once

#include <string>
#include <string_view>

#include "model/server/provider.h"

namespace oauthctl {

/// The treatment of a variable that has no value.
enum class Unset {
  refused,  ///< ErrorKind::usage, with its help
  shown,    ///< its name in capitals stands in the URLs, for a person
};

/// Reads a provider's file (docs/providers/data.md). `given` sets its variables. Throws ErrorKind::usage, naming
/// `source` and the member, for an unknown member, an unknown variable, a URL that no secret may go to, and a wrong
/// type.
Provider read_provider(std::string_view json, const std::string& source, const ProviderVariables& given, Unset unset);

/// Lays the provider's facts under those of a client file: what the file says stays. If the file's issuer, or an
/// endpoint of the file that gives something, is at an origin that the provider does not name, its addresses are not
/// added, or what one server gave would go to the other.
void add_provider(const Provider& known, Client& client, ServerMetadata& server);

}  // namespace oauthctl
