#pragma once

#include <string>

#include "model/http.h"
#include "oauth/client_auth.h"

namespace oauthctl {

/// The URL of an endpoint that must be there: throws ErrorKind::usage naming `member` when it is not.
const std::string& required_endpoint(const ServerMetadata& server, std::string ServerMetadata::*endpoint,
                                     const char* member);

/// A POST of `body` as a form that wants JSON back.
HttpRequest form_post(const std::string& url, const Params& body);

/// A form posted to a required endpoint with the client's authentication. It may be repeated, where that allows it.
HttpRequest form_post(const ServerMetadata& server, std::string ServerMetadata::*endpoint, const char* member,
                      const Client& client, const ClientAuth& auth, Params body);

}  // namespace oauthctl
