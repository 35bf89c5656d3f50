#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "jose/keys/jwk_set.h"
#include "model/http.h"
#include "model/server/metadata.h"

namespace oauthctl {

/// Where to look for a server's metadata first: where OpenID Connect says, or where OAuth does. A resource's
/// authorization server (RFC 9728) is an OAuth server, and may not speak OpenID Connect.
enum class MetadataOrder { openid_first, oauth_first };

/// The documents to ask for, in order. `openid_first`: OpenID Connect Discovery §4 (appended to the issuer), then
/// RFC 8414 §3.1 (inserted before the issuer's path). `oauth_first`: RFC 8414 §3.1, then openid-configuration inserted
/// in the same way (RFC 8414 §5), then appended. Throws ErrorKind::usage for an issuer that is not an https or loopback
/// http URL, or has a query or a fragment.
std::vector<HttpRequest> discovery_requests(std::string_view issuer, MetadataOrder order = MetadataOrder::openid_first);

/// Whether this answer says that the document does not exist (a 4xx, or a web page). The next one may exist.
bool is_absent(const HttpResponse& response);

/// Reads a discovery answer. The document's issuer must equal `issuer` byte for byte (RFC 8414 §3.3): anything else is
/// ErrorKind::protocol, because a server could otherwise speak for another.
ServerMetadata parse_discovery_response(const HttpResponse& response, std::string_view issuer);

/// Reads an RFC 8414 / OpenID discovery document. Skips members not named above. Throws ErrorKind::protocol, naming the
/// member and `source`, for a member of the wrong type and for an endpoint that is neither https nor loopback http.
ServerMetadata parse_metadata(std::string_view json, std::string_view source);

/// Whether an answer may come from a cache.
enum class Freshness { any, revalidated };

/// The server's key set, from its jwks_uri (RFC 8414 §2). Throws ErrorKind::usage if it has none.
HttpRequest jwks_request(const ServerMetadata& server, Freshness freshness);

/// Throws ErrorKind::unavailable for 429 and 5xx, ErrorKind::protocol for anything else that is not a key set.
JwkSet parse_jwks_response(const HttpResponse& response);

}  // namespace oauthctl
