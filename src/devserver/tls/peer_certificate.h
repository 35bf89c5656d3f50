#pragma once

#include <optional>
#include <string>

#include "devserver/http/request.h"
#include "devserver/tls/openssl.h"

namespace oauthctl::devserver {

/// The certificate that a client showed on its connection. The client has its private key.
class PeerCertificate {
 public:
  PeerCertificate(OwnedCertificate certificate, bool is_vouched_for)
      : certificate_(std::move(certificate)), is_vouched_for_(is_vouched_for) {}

  /// Whether it is valid now and signed by the server's own authority.
  bool is_vouched_for() const { return is_vouched_for_; }
  /// Whether it has this name. `member` is one of RFC 8705 §2.1.2: a subject is compared as RFC 4514 writes it, each
  /// alternative name by its own rules, and a wildcard matches nothing.
  bool names(const std::string& member, const std::string& value) const;
  std::string der() const;
  /// The hash for a bound token (RFC 8705 §3.1).
  std::string thumbprint() const;

 private:
  OwnedCertificate certificate_;
  bool is_vouched_for_;
};

/// Nothing: the client showed none, or the connection has no TLS.
std::optional<PeerCertificate> peer_certificate(const Request& request);

}  // namespace oauthctl::devserver
