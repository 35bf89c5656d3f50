#pragma once

#include <optional>
#include <string>

#include "devserver/http/request.h"
#include "devserver/tls/openssl.h"

namespace oauthctl::devserver {

/// The certificate that a client showed on its connection, whose private key it has.
class PeerCertificate {
 public:
  PeerCertificate(OwnedCertificate certificate, bool is_vouched_for)
      : certificate_(std::move(certificate)), is_vouched_for_(is_vouched_for) {}

  /// Whether it is valid now, and of the server's own authority.
  bool is_vouched_for() const { return is_vouched_for_; }
  /// Whether it says this of its owner. `member` is one of RFC 8705 §2.1.2: a subject is compared as RFC 4514 writes
  /// it, the alternative names each by their own rules, and no wildcard stands for anybody.
  bool names(const std::string& member, const std::string& value) const;
  std::string der() const;
  /// The hash that a token is bound to, RFC 8705 §3.1.
  std::string thumbprint() const;

 private:
  OwnedCertificate certificate_;
  bool is_vouched_for_;
};

/// Nothing where none was shown, because the connection has no TLS or the server did not ask.
std::optional<PeerCertificate> peer_certificate(const Request& request);

}  // namespace oauthctl::devserver
