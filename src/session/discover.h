#pragma once

#include <string>
#include <vector>

#include "model/client_file.h"
#include "oauth/server/discovery.h"
#include "oauth/server/server_report.h"
#include "session/services.h"

namespace oauthctl {

/// One of the two well-known documents.
struct WellKnown {
  std::string url;
  bool found = false;
  std::string why_not;  ///< for a person; empty if it was found
};

struct Discovered {
  std::vector<WellKnown> documents;  ///< OpenID Connect's, RFC 8414's
  ServerReport report;               ///< about the first that was found, which is the one that a sign-in reads
};

/// Asks for both well-known documents. Throws ErrorKind::protocol if neither exists, and the network's error if neither
/// can be fetched.
Discovered discover_server(const std::string& issuer, const Services& services);

/// The metadata that the issuer publishes, from the first of its documents that exists. Throws as discover_server().
ServerMetadata ask_server(const std::string& issuer, MetadataOrder order, const Services& services);

/// The server's metadata: the file's endpoints, then those of its discovery document. Without an issuer in the file
/// nothing is sent.
ServerMetadata find_server(const ClientFile& secrets, const Services& services);

}  // namespace oauthctl
