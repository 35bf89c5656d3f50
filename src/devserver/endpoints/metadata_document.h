#pragma once

#include <string>

#include "devserver/authorization_server.h"

namespace oauthctl::devserver {

/// Reads the document of a client whose id is a URL (draft-ietf-oauth-client-id-metadata-document) and keeps what it
/// says in place of what it said earlier. Does nothing for another id. Throws a Refusal with invalid_client for a
/// document that is missing or wrong.
void read_metadata_document(AuthorizationServer& server, const std::string& client_id);

}  // namespace oauthctl::devserver
