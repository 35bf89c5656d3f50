#pragma once

#include <string>

#include "model/client.h"
#include "model/metadata.h"
#include "model/response_type.h"

namespace oauthctl {

bool asks_for_openid(const std::string& scope);

/// Throws ErrorKind::usage for a request whose answer would bring tokens through the browser and could not be taken: an
/// ID token without the scope openid, tokens in a query, an access token of a client that wants bound ones, a response
/// type that the server's metadata leaves out.
void require_sound_request(const ServerMetadata& server, const Client& client, const std::string& scope,
                           const ResponseType& response_type);

}  // namespace oauthctl
