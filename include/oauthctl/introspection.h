#pragma once

#include <optional>
#include <string>

#include "oauthctl/client_auth.h"
#include "oauthctl/http.h"
#include "oauthctl/time.h"

namespace oauthctl {

/// RFC 7662 §2.2. `active` alone is required; the rest is what the server cared to say.
struct Introspection {
  bool active = false;
  std::string scope;
  std::string client_id;
  std::string username;
  std::string sub;
  std::string iss;
  std::optional<TimePoint> exp;
};

/// RFC 7662 §2.1
HttpRequest introspection_request(const ServerMetadata& server, const Client& client, const ClientAuth& auth,
                                  const Secret& token);

/// Nothing when the endpoint refuses this client (a 4xx or an OAuth error): ask elsewhere. Throws
/// ErrorKind::unavailable for 429 and 5xx, ErrorKind::protocol for an answer that is none, such as `"active": "true"`.
std::optional<Introspection> parse_introspection_response(const HttpResponse& response);

}  // namespace oauthctl
