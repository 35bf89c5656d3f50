#pragma once

#include <optional>
#include <string>
#include <vector>

#include "devserver/clients/clients.h"
#include "oauthctl/secret.h"

namespace oauthctl::devserver {

/// A client's description of itself (RFC 7591 §2). Empty members get the defaults.
struct ClientMetadata {
  std::string client_name;
  std::vector<std::string> redirect_uris;
  std::string token_endpoint_auth_method;
  std::vector<std::string> grant_types;
  ResponseAlgorithms algorithms = {};
  std::vector<std::string> post_logout_redirect_uris = {};
  RequestRules rules = {};
  CertificateRules certificate_rules = {};
  std::vector<std::string> response_types = {};
  std::string scope = {};             ///< kept and told, but no limit
  std::string application_type = {};  ///< OpenID Connect Dynamic Client Registration §2: web or native
};

struct Registration {
  RegisteredClient client;
  Secret client_secret;              ///< empty: a public client, or its secret stays as it is
  Secret registration_access_token;  ///< RFC 7592
};

/// Throws a Refusal with invalid_redirect_uri or invalid_client_metadata (RFC 7591 §3.2.2).
/// `secret_expires_at`: nothing for a secret that stays valid.
Registration register_client(Clients& clients, const ClientMetadata& metadata, TimePoint now,
                             std::optional<TimePoint> secret_expires_at = {});

/// The client that a document describes. Throws as register_client().
RegisteredClient described_client(const std::string& client_id, const ClientMetadata& metadata, TimePoint now);

/// RFC 7592 §2.2: members that are left out get their defaults, and the secret stays. Throws as register_client(), and
/// for a client that would need another kind of credential.
RegisteredClient change_client(Clients& clients, RegisteredClient client, const ClientMetadata& metadata);

/// A new secret in place of the client's own; empty: the client has none.
Secret renew_secret(Clients& clients, RegisteredClient& client, std::optional<TimePoint> expires_at);

}  // namespace oauthctl::devserver
