#pragma once

#include <chrono>
#include <string>

#include "base/environment.h"

namespace oauthctl {

/// What decides how requests leave this machine. Nothing here can turn verification off.
struct TransportSettings {
  std::string ca_file;           ///< SSL_CERT_FILE; empty: the system's
  std::string ca_directory;      ///< SSL_CERT_DIR; empty: the system's
  std::string certificate_file;  ///< PEM, by which a server knows us; empty: none
  std::string key_file;          ///< PEM, of that certificate
  std::string proxy;             ///< for https; plain http is for loopback only, and loopback is never proxied
  std::string no_proxy;          ///< hosts to reach directly, as curl reads NO_PROXY
  std::string user_agent = "oauthctl";
  std::chrono::milliseconds connect_timeout{10'000};
};

/// Reads SSL_CERT_FILE, SSL_CERT_DIR and the proxy variables.
TransportSettings transport_settings(const Environment& environment);

/// PEM files for a server that has an authority of its own and knows us by a certificate; empty: as for any other.
struct OwnTrust {
  std::string ca_file;
  std::string certificate_file;
  std::string key_file;
};
TransportSettings transport_settings(const Environment& environment, OwnTrust own);

}  // namespace oauthctl
