#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "oauthctl/secret.h"

namespace oauthctl::devserver {

struct NewAccount {
  std::string username;
  Secret password;
};

struct DevServerOptions {
  int port = 8910;                      ///< zero: any free one
  std::string db;                       ///< empty: in memory, gone at the end
  std::string client_file;              ///< to write, for the default client; empty: none
  std::string service_account_file;     ///< to write; empty: without a service account
  std::string tls_ca_file;              ///< to write, with our authority's certificate; empty: plain http
  std::string client_certificate_file;  ///< to write, with its key, for the default client; empty: none
  std::string faults_header_file;       ///< to write, with the field that faults need; empty: no faults
  std::vector<NewAccount> users;
  std::chrono::seconds access_token_ttl{3600};
  std::optional<std::chrono::seconds> key_lifetime;  ///< nothing: signing keys stay
  bool auto_approve = false;
  bool require_pushed_authorization_requests = false;  ///< from every client
  bool rotate_refresh_tokens = true;
  bool dpop_nonces = false;  ///< whether each DPoP proof needs a nonce of this server
  bool verbose = false;
  bool quiet = false;
};

}  // namespace oauthctl::devserver
