#pragma once

#include <optional>
#include <string>

#include "base/time.h"
#include "devserver/clients/client_assertions.h"
#include "devserver/clients/clients.h"
#include "devserver/clients/dpop_proofs.h"
#include "devserver/clients/service_accounts.h"
#include "devserver/http/document_client.h"
#include "devserver/options.h"
#include "devserver/resources/used_traps.h"
#include "devserver/state/accounts.h"
#include "devserver/state/consents.h"
#include "devserver/state/database.h"
#include "devserver/state/devices.h"
#include "devserver/state/faults.h"
#include "devserver/state/grants.h"
#include "devserver/state/pushed_requests.h"
#include "devserver/state/sessions.h"
#include "devserver/state/signing_keys.h"
#include "devserver/state/stats.h"
#include "devserver/state/terms.h"
#include "devserver/tls/certificates.h"

namespace oauthctl::devserver {

/// Shows that a file with such a token is this server's own.
inline constexpr const char* initial_access_token_prefix = "oauthctl-dev-registration-";

/// Everything that the endpoints share.
struct AuthorizationServer {
  /// Opens the database, and makes an account and the default client if they are missing.
  AuthorizationServer(const DevServerOptions& options, std::string issuer, Clock now);

  const DevServerOptions& options;
  const std::string issuer;
  const Clock now;
  Database database;
  Accounts accounts;
  Clients clients;
  ClientAssertions assertions;
  PushedRequests pushed_requests;
  Consents consents;
  Sessions sessions;
  Grants grants;
  KeptTerms terms;
  DpopProofs dpop_proofs;
  Devices devices;
  ServiceAccounts service_accounts;
  SigningKeys signing_keys;
  std::optional<TlsIdentity> authority;  ///< signed the server's certificate; nothing: plain http
  Stats stats;
  Faults faults;
  UsedTraps used_traps;
  FetchDocument fetch_document = fetch_over_http;
  AuthorizationServer* second = nullptr;  ///< runs beside this one, for traps; may be null
  Secret initial_access_token;            ///< registration needs it; empty: it needs none
  Secret faults_token;                    ///< of those who may plant faults; empty: nobody may
  bool has_default_account = false;       ///< alice, whose password is public

 private:
  void prepare_default_client();
};

}  // namespace oauthctl::devserver
