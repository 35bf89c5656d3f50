#pragma once

#include <string>
#include <vector>

#include "model/http.h"

namespace oauthctl {

/// The description of a protected resource by itself (RFC 9728 §2).
struct ResourceMetadata {
  std::string resource;                            ///< as it is written, because it is sent so (RFC 8707)
  std::vector<std::string> authorization_servers;  ///< issuers
  std::vector<std::string> scopes_supported;
};

/// The answer of a resource to a request without a token (RFC 9728 §5.1, RFC 6750 §3).
struct ResourceChallenge {
  std::string resource_metadata;  ///< where its metadata is; empty: it does not say
  std::string scope;              ///< that it wants; empty: it does not say
};

/// A URL that a token can be for, as a person types it. Throws ErrorKind::usage for one that is not https (or http on a
/// loopback host), that has a user or a fragment, or that servers may read in two ways.
void require_resource_url(const std::string& url);

/// Requests without a token that the resource refuses by saying what it wants, in order: a GET, and for a resource
/// without GET the `ping` of MCP, which changes nothing.
std::vector<HttpRequest> resource_requests(const std::string& url);

/// Whether the answer says that there is nothing to GET, so that the next request may be refused in more words.
bool knows_no_get(const HttpResponse& response);

/// The challenge of the Bearer or DPoP scheme; others do not count. Throws ErrorKind::protocol for a metadata address
/// that an https resource must not name.
ResourceChallenge resource_challenge(const HttpResponse& response, const std::string& url);

/// The documents to ask for, in order: the challenge's, then the well-known one with the URL's path, then without
/// (RFC 9728 §3.1).
std::vector<HttpRequest> resource_metadata_requests(const std::string& url, const ResourceChallenge& challenge);

/// Reads the document. Throws ErrorKind::protocol if its `resource` does not cover `url`, because a resource could
/// otherwise get the tokens of another, and for an authorization server that is not an https URL or, beside an https
/// resource, is on this machine.
ResourceMetadata parse_resource_metadata(const HttpResponse& response, const std::string& url);

/// The scope to ask for: the challenge's, else all that the resource lists but offline_access, which is the server's to
/// offer. Words that no request can carry are left out.
std::string scope_of_resource(const ResourceMetadata& metadata, const ResourceChallenge& challenge);

}  // namespace oauthctl
