#pragma once

#include <chrono>
#include <string>

namespace oauthctl::testing {

/// A certificate and its private key, in PEM.
struct Identity {
  std::string certificate;
  std::string key;
};

struct CertificateRequest {
  std::string common_name;
  std::string alternative_names;  ///< as OpenSSL writes them: `DNS:localhost,IP:127.0.0.1`
  std::chrono::seconds valid_from{-3600};
  std::chrono::seconds valid_until{3600};
};

/// A certificate authority that signs itself, with a new P-256 key.
Identity make_authority(const std::string& common_name);

/// Signed by `issuer`.
Identity make_certificate(const CertificateRequest& request, const Identity& issuer);
Identity make_self_signed(const CertificateRequest& request);

}  // namespace oauthctl::testing
