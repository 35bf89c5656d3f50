#pragma once

#include <optional>
#include <string>

#include "base/time.h"
#include "devserver/accounts.h"
#include "devserver/certificates.h"
#include "devserver/client_assertions.h"
#include "devserver/clients.h"
#include "devserver/consents.h"
#include "devserver/database.h"
#include "devserver/devices.h"
#include "devserver/dpop_proofs.h"
#include "devserver/faults.h"
#include "devserver/grants.h"
#include "devserver/options.h"
#include "devserver/pushed_requests.h"
#include "devserver/service_accounts.h"
#include "devserver/sessions.h"
#include "devserver/signing_keys.h"
#include "devserver/stats.h"
#include "devserver/terms.h"

namespace oauthctl::devserver {

/// Everything that the endpoints share.
struct AuthorizationServer {
  /// Opens the database and sees to it that there is an account and a default client.
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
  std::optional<TlsIdentity> authority;  ///< of the server's certificate; nothing: it speaks plain http
  Stats stats;
  Faults faults;
  bool has_default_account = false;  ///< alice, whose password everybody may know

 private:
  void prepare_default_client();
};

}  // namespace oauthctl::devserver
