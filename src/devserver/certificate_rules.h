#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "base/json.h"

namespace oauthctl::devserver {

/// What a client's TLS certificate has to say, as it is registered: the one of the members of RFC 8705 §2.1.2 that is
/// there, and its value. Both are empty where none is.
struct CertificateRules {
  std::string member;
  std::string value;
};

/// Reads the members out of a registration. Throws a Refusal with invalid_client_metadata where several are there.
CertificateRules read_certificate_rules(const JsonObject& metadata);

/// The members that are not empty.
nlohmann::json certificate_rules_json(const CertificateRules& rules);

}  // namespace oauthctl::devserver
