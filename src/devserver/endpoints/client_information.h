#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "base/json.h"
#include "devserver/authorization_server.h"
#include "devserver/clients/registration.h"
#include "devserver/http/request.h"

namespace oauthctl::devserver {

/// The JSON body of a registration or of its change. Throws a Refusal with invalid_client_metadata.
JsonObject registration_body(const Request& request);
ClientMetadata read_client_metadata(const JsonObject& body, bool over_tls);

/// When a secret that is made now expires; nothing: never.
std::optional<TimePoint> secret_expiry(const AuthorizationServer& server);

/// The answer (RFC 7591 §3.2.1, RFC 7592 §3). It leaves out a secret of which only the hash is known.
nlohmann::json client_information(const Registration& registration, const std::string& issuer);

}  // namespace oauthctl::devserver
