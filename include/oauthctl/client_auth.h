#pragma once

#include <functional>

#include "oauthctl/client.h"
#include "oauthctl/metadata.h"
#include "oauthctl/params.h"

namespace oauthctl {

/// Puts the client's identity into a request to one of the server's own endpoints (RFC 6749 §2.3).
using ClientAuth =
    std::function<void(const ServerMetadata& server, const Client& client, Params& body, Params& headers)>;

ClientAuth client_secret_basic();
ClientAuth client_secret_post();
ClientAuth public_client();  ///< token_endpoint_auth_method `none`: the client_id alone

/// The method that the client names, else the first of ours that the server supports, else client_secret_basic (RFC
/// 8414 §2) or, without a secret, none. Throws ErrorKind::usage for a method that is not known here or that lacks its
/// secret.
ClientAuth client_auth(const ServerMetadata& server, const Client& client);

/// Whether the client has no way to prove who it is (RFC 6749 §2.1): its method is `none`.
bool is_public(const ServerMetadata& server, const Client& client);

/// Whether form-encoding changes the Basic credentials of this client: only then can a refusal be about the encoding.
bool basic_needs_encoding(const Client& client);

}  // namespace oauthctl
