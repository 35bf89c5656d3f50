#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "devserver/clients/auth_methods.h"
#include "devserver/clients/client_rules.h"
#include "devserver/state/database.h"
#include "oauthctl/secret.h"

namespace oauthctl::devserver {

/// A client as registered (RFC 7591 §2).
struct RegisteredClient {
  std::string client_id;
  std::string secret_hash;  ///< empty: no secret
  std::string client_name;
  std::vector<std::string> redirect_uris;
  std::string token_endpoint_auth_method;  ///< empty: client_secret_basic or client_secret_post
  std::vector<std::string> grant_types;
  TimePoint registered_at;
  ResponseAlgorithms algorithms = {};
  std::string registration_token_hash = {};  ///< RFC 7592; empty: nobody may change the client
  std::vector<std::string> post_logout_redirect_uris = {};
  RequestRules rules = {};
  Secret client_secret = {};  ///< empty unless the client signs with it
  CertificateRules certificate_rules = {};
  std::vector<std::string> response_types = {"code"};
  std::optional<TimePoint> secret_expires_at = {};  ///< nothing: it stays valid
  std::string scope = {};
  std::string application_type = {};  ///< empty: the client does not say

  Credential credential() const { return credential_of(token_endpoint_auth_method).value_or(Credential::nothing); }
  bool is_public() const { return credential() == Credential::nothing; }
  bool may_use(std::string_view grant_type) const;
  bool may_ask_for(std::string_view response_type) const;
  bool may_redirect_to(const std::string& redirect_uri) const;
  bool may_end_at(const std::string& post_logout_redirect_uri) const;
};

class Clients {
 public:
  explicit Clients(Database& database) : database_(database) {}

  /// Stores a client, in place of one with the same id.
  void put(const RegisteredClient& client);
  std::optional<RegisteredClient> find(const std::string& client_id);
  std::vector<RegisteredClient> all();
  /// Erases its grants too.
  void erase(const std::string& client_id);

 private:
  Database& database_;
};

}  // namespace oauthctl::devserver
