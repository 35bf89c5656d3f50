#pragma once

#include <string>
#include <vector>

namespace oauthctl {

// A client whose id is the URL of a document about it, which the server fetches
// (draft-ietf-oauth-client-id-metadata-document-00).

/// Whether the client id is such a URL.
bool is_document_url(const std::string& client_id);

/// The document to host at `url`, as JSON: a public native client for the code flow. Throws ErrorKind::usage for a URL
/// that servers refuse: it must be https, with a path, without a user, a fragment and dot segments.
std::string client_id_document(const std::string& url, const std::string& client_name,
                               const std::vector<std::string>& redirect_uris);

}  // namespace oauthctl
