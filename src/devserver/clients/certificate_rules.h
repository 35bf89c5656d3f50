#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "base/json.h"

namespace oauthctl::devserver {

/// What goes for a client's TLS certificate, as it is registered.
struct CertificateRules {
  std::string member;  ///< the one of RFC 8705 §2.1.2 that says whose it is; empty: none is there
  std::string value;
  bool bound_access_tokens = false;  ///< RFC 8705 §3.4: tokens are bound to it
};

/// Reads the members out of a registration. Throws a Refusal with invalid_client_metadata where several are there.
CertificateRules read_certificate_rules(const JsonObject& metadata);

/// The members that are not empty.
nlohmann::json certificate_rules_json(const CertificateRules& rules);

}  // namespace oauthctl::devserver
