#pragma once

#include <string>

#include "base/params.h"
#include "base/time.h"
#include "devserver/clients/clients.h"
#include "jose/jws.h"

namespace oauthctl::devserver {

/// The algorithms that the client may sign a request object with: the one that it registered, otherwise any that its
/// keys or its secret allow.
AllowedAlgorithms request_object_algorithms(const RegisteredClient& client);

/// The parameters in a request object (RFC 9101 §4) that the client signed for this issuer. Throws a Refusal with
/// invalid_request_object.
Params read_request_object(const RegisteredClient& client, const std::string& object, const std::string& issuer,
                           TimePoint now);

}  // namespace oauthctl::devserver
