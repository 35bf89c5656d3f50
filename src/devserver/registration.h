#pragma once

#include <string>
#include <vector>

#include "devserver/clients.h"
#include "oauthctl/secret.h"

namespace oauthctl::devserver {

/// What a client says of itself (RFC 7591 §2). Empty members get the defaults.
struct ClientMetadata {
  std::string client_name;
  std::vector<std::string> redirect_uris;
  std::string token_endpoint_auth_method;
  std::vector<std::string> grant_types;
  ResponseAlgorithms algorithms = {};
};

struct Registration {
  RegisteredClient client;
  Secret client_secret;  ///< empty: a public client
};

/// Throws a Refusal with invalid_redirect_uri or invalid_client_metadata (RFC 7591 §3.2.2).
Registration register_client(Clients& clients, const ClientMetadata& metadata, TimePoint now);

}  // namespace oauthctl::devserver
