#include "devserver/authorization_server.h"

#include "devserver/clients/default_client.h"
#include "devserver/private_file.h"
#include "devserver/state/random_token.h"
#include "devserver/tls/certificates.h"

namespace oauthctl::devserver {

AuthorizationServer::AuthorizationServer(const DevServerOptions& given, std::string own_issuer, Clock clock)
    : options(given),
      issuer(std::move(own_issuer)),
      now(std::move(clock)),
      database(options.db),
      accounts(database),
      clients(database),
      assertions(issuer, now),
      pushed_requests(now),
      consents(database),
      sessions(database, now),
      grants(database, now, {options.access_token_ttl, options.rotate_refresh_tokens}),
      terms(database),
      dpop_proofs(now, options.dpop_nonces),
      devices(now),
      signing_keys(database, now, options.key_lifetime) {
  grants.forget_expired();
  for (const auto& user : options.users) accounts.put(user.username, user.password);
  if (accounts.all().empty()) {
    accounts.put("alice", Secret("wonderland"));
    has_default_account = true;
  }
  if (!options.tls_ca_file.empty()) {
    authority = kept_authority(database, now());
    write_private_file(options.tls_ca_file, "--tls-ca-file", Secret(authority->certificate));
  }
  if (!options.service_account_file.empty()) service_accounts.write_file(options.service_account_file, issuer);
  if (!options.initial_access_token_file.empty()) {
    initial_access_token = Secret(initial_access_token_prefix + random_token().reveal());
    write_private_file(options.initial_access_token_file, "--initial-access-token-file",
                       Secret(initial_access_token.reveal() + '\n'));
  }
  if (!options.faults_header_file.empty()) {
    faults_token = random_token();
    write_private_file(options.faults_header_file, "--faults-header-file",
                       Secret(faults_header + faults_token.reveal() + '\n'));
  }
  prepare_default_client();
}

void AuthorizationServer::prepare_default_client() {
  ClientProof proof{{}, options.client_certificate_file};
  if (!proof.certificate_file.empty()) {
    certify_default_client(clients, authority.value(), proof.certificate_file, now());
  } else if (!options.client_file.empty() || !clients.find(default_client_id)) {
    proof.client_secret = renew_default_client(clients, now());
  }
  if (!options.client_file.empty()) write_client_file(options.client_file, issuer, proof);
}

}  // namespace oauthctl::devserver
