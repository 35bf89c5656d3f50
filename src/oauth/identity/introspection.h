#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "jose/keys/jwk_set.h"
#include "model/client.h"
#include "model/http.h"
#include "model/server/metadata.h"
#include "oauth/client/client_auth.h"

namespace oauthctl {

/// RFC 7662 §2.2. Only `active` is required. A server may leave out the rest.
struct Introspection {
  bool active = false;
  std::string scope;
  std::string client_id;
  std::string username;
  std::string sub;
  std::string iss;
  std::optional<TimePoint> exp;
  std::optional<TimePoint> nbf;
};

/// Throws ErrorKind::protocol for an answer that contradicts itself: active, but expired, not valid yet, issued to
/// another client, or by another server.
void require_consistent(const Introspection& said, const Party& party, TimePoint now);

/// RFC 7662 §2.1. A client that is registered for signed answers asks for one (RFC 9701 §4).
HttpRequest introspection_request(const Party& party, const ClientAuth& auth, const Secret& token);

/// Nothing if the endpoint refuses this client (a 4xx or an OAuth error): ask elsewhere. Throws ErrorKind::unavailable
/// for 429 and 5xx, ErrorKind::protocol for an invalid answer, such as `"active": "true"`.
std::optional<Introspection> parse_introspection_response(const HttpResponse& response);

/// The same for a signed answer (RFC 9701 §5): a JWT of this type, signed by the server for this client. Throws
/// ErrorKind::protocol for an unsigned answer: otherwise an attacker could forge the answer by leaving out the
/// signature.
std::optional<Introspection> verify_introspection_response(const HttpResponse& response, const ServerMetadata& server,
                                                           const Client& client, const std::optional<JwkSet>& keys);

/// Whether the token states that it is a JWT of RFC 9068. Any other is opaque to its client, whatever it looks like.
bool is_jwt_access_token(const Secret& token);

/// The resources of a request (RFC 8707) that a JWT access token of RFC 9068 is not for. None for any other token.
std::vector<std::string> missing_resources(const std::vector<std::string>& asked, const Secret& token);

/// RFC 9068 §4, as far as a client can: signature, iss, client_id, exp. Cannot notice that the token was revoked.
/// Throws ErrorKind::protocol for a token that is not this server's or not this client's; an expired one is not active.
Introspection verify_jwt_access_token(const Secret& token, const ServerMetadata& server, const Client& client,
                                      const JwkSet& keys, TimePoint now);

}  // namespace oauthctl
