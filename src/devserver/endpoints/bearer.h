#pragma once

#include <httplib.h>

#include <optional>
#include <string_view>

#include "devserver/grants.h"

namespace oauthctl::devserver {

/// The token of a request to a protected resource, good and with `scope` (empty: any). Otherwise nothing, and the
/// refusal of RFC 6750 §3.1 is the answer.
std::optional<LiveToken> bearer_token(Grants& grants, const httplib::Request& request, httplib::Response& response,
                                      std::string_view scope);

}  // namespace oauthctl::devserver
