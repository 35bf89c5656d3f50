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
  std::string client_file;              ///< where to write a secrets.json for the default client; empty: nowhere
  std::string service_account_file;     ///< where to write the service account's; empty: nowhere, and there is none
  std::string tls_ca_file;              ///< where to write the certificate of the own authority; empty: plain http
  std::string client_certificate_file;  ///< where to write one for the default client, with its key; empty: nowhere
  std::string faults_header_file;       ///< where to write what faults need; empty: nowhere, and there are none
  std::vector<NewAccount> users;
  std::chrono::seconds access_token_ttl{3600};
  std::optional<std::chrono::seconds> key_lifetime;  ///< nothing: signing keys are not replaced
  bool auto_approve = false;
  bool require_pushed_authorization_requests = false;  ///< of every client
  bool rotate_refresh_tokens = true;
  bool dpop_nonces = false;  ///< whether a nonce of ours is wanted in each DPoP proof
  bool verbose = false;
  bool quiet = false;
};

}  // namespace oauthctl::devserver
