#pragma once

#include <string>

#include "oauthctl/client_auth.h"
#include "oauthctl/http.h"

namespace oauthctl {

/// A form posted to `server.*endpoint` with the client's authentication. Throws ErrorKind::usage naming `member` when
/// the server has no such endpoint.
HttpRequest form_post(const ServerMetadata& server, std::string ServerMetadata::*endpoint, const char* member,
                      const Client& client, const ClientAuth& auth, Params body);

/// The URL of an endpoint that must be there.
const std::string& required_endpoint(const ServerMetadata& server, std::string ServerMetadata::*endpoint,
                                     const char* member);

}  // namespace oauthctl
