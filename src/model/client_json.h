#pragma once

#include "base/json.h"
#include "model/client.h"

namespace oauthctl {

/// The members of Client that a client file and a record spell alike, under their RFC 7591 names. A missing member is
/// empty. A wrong type throws as JsonObject does.
Client read_client_members(const JsonObject& object);

}  // namespace oauthctl
