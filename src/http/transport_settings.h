#pragma once

#include <chrono>
#include <string>

#include "base/environment.h"

namespace oauthctl {

/// The settings that decide how requests leave this machine. None of them can turn verification off.
struct TransportSettings {
  std::string ca_file;       ///< SSL_CERT_FILE; empty: the system's
  std::string ca_directory;  ///< SSL_CERT_DIR; empty: the system's
  std::string proxy;         ///< for https; plain http is for loopback only, and loopback is never proxied
  std::string no_proxy;      ///< hosts to reach directly, as curl reads NO_PROXY
  std::string user_agent = "oauthctl";
  std::chrono::milliseconds connect_timeout{10'000};
};

/// Reads SSL_CERT_FILE, SSL_CERT_DIR and the proxy variables.
TransportSettings transport_settings(const Environment& environment);
/// For a server that has its own certificate authority, in a file of PEM; empty: as for any other server.
TransportSettings transport_settings(const Environment& environment, const std::string& own_ca_file);

}  // namespace oauthctl
