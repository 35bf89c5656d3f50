#pragma once

#include <string>

#include "oauth/server/resource_metadata.h"
#include "session/services.h"

namespace oauthctl {

/// A resource that wants tokens, as it describes itself.
struct ProtectedResource {
  ResourceMetadata metadata;
  std::string scope;  ///< to ask for; empty: it does not say
};

/// Asks the resource at `url`, without a token, who gives tokens for it and of what scope (RFC 9728). A resource
/// without metadata may be its own server's (MCP of 2025-03-26): then `metadata.resource` is empty. Throws
/// ErrorKind::usage if nothing says who gives the tokens, ErrorKind::protocol for metadata that contradict themselves
/// or the URL.
ProtectedResource find_resource(const std::string& url, const Services& services);

/// Whether the server lists the scope offline_access (OpenID Connect Core §11).
bool offers_offline_access(const ServerMetadata& server);

/// Throws ErrorKind::usage if the server lists PKCE methods (RFC 8414 §2) without S256, the only one that is sent.
void require_s256(const ServerMetadata& server);

}  // namespace oauthctl
