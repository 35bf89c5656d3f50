#pragma once

#include <string>

#include "model/http.h"
#include "oauth/client_auth.h"

namespace oauthctl {

/// RFC 7009 §2.1. `token_type_hint` is `refresh_token` or `access_token`.
HttpRequest revocation_request(const ServerMetadata& server, const Client& client, const ClientAuth& auth,
                               const Secret& token, const std::string& token_type_hint);

/// RFC 7009 §2.2: 200 means revoked, or not known any more. Empty when so, else one line for a person on why not.
std::string parse_revocation_response(const HttpResponse& response);

}  // namespace oauthctl
