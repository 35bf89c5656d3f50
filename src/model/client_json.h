#pragma once

#include "base/json.h"
#include "model/client.h"

namespace oauthctl {

/// The members of Client that a client file and a record spell alike, under their RFC 7591 names. A missing member is
/// empty. A wrong type throws as JsonObject does.
Client read_client_members(const JsonObject& object);

/// How the server differs: `answer` becomes part of the client's quirks, the rest its rules. What `client` says already
/// stays. Throws as read_server_rules() does.
void read_rules(const JsonObject& object, Client& client);

}  // namespace oauthctl
