#pragma once

#include <string>
#include <vector>

#include "model/client_file.h"
#include "oauth/server_report.h"
#include "session/services.h"

namespace oauthctl {

/// One of the two well-known documents.
struct WellKnown {
  std::string url;
  bool found = false;
  std::string why_not;  ///< for a person; empty where it was found
};

struct Discovered {
  std::vector<WellKnown> documents;  ///< OpenID Connect's, RFC 8414's
  ServerReport report;               ///< on the first that was found, which is the one that a login reads
};

/// Asks for both well-known documents. Throws ErrorKind::protocol when there is neither, and what the network throws
/// when nothing can be had.
Discovered discover_server(const std::string& issuer, const Services& services);

/// What is known of the server: the file's endpoints, and behind them what its discovery document says. Without an
/// issuer in the file there is nothing to ask, and nothing is sent.
ServerMetadata find_server(const ClientFile& secrets, const Services& services);

}  // namespace oauthctl
