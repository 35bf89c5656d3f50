#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "base/json.h"
#include "devserver/clients/registration.h"
#include "devserver/http/request.h"

namespace oauthctl::devserver {

/// The JSON body of a registration or a change of one. Throws a Refusal with invalid_client_metadata.
JsonObject registration_body(const Request& request);
ClientMetadata read_client_metadata(const JsonObject& body, bool over_tls);

/// The answer to it (RFC 7591 §3.2.1, RFC 7592 §3). Secrets that are not known any more, for they are kept as hashes,
/// are left out.
nlohmann::json client_information(const Registration& registration, const std::string& issuer);

}  // namespace oauthctl::devserver
