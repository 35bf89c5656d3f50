#include "devserver/clients/default_client.h"

#include <filesystem>
#include <nlohmann/json.hpp>

#include "base/json.h"
#include "devserver/clients/grant_types.h"
#include "devserver/private_file.h"
#include "devserver/state/random_token.h"

namespace oauthctl::devserver {
namespace {

std::vector<std::string> redirect_uris() {
  return {"http://127.0.0.1/callback", "http://localhost/callback"};
}

/// Without a credential yet.
RegisteredClient default_client(TimePoint now) {
  return {default_client_id,
          "",
          "oauthctl (development)",
          redirect_uris(),
          "",
          {std::begin(token_grant_types), std::end(token_grant_types)},
          now};
}

}  // namespace

Secret renew_default_client(Clients& clients, TimePoint now) {
  Secret secret = random_token();
  RegisteredClient client = default_client(now);
  client.secret_hash = hash_of(secret);
  clients.put(client);
  return secret;
}

void certify_default_client(Clients& clients, const TlsIdentity& authority, const std::string& file, TimePoint now) {
  const TlsIdentity made =
      make_client_certificate(authority, default_client_id, std::string(default_client_id) + ".localhost", now);
  write_private_file(file, "--client-certificate-file", Secret(made.certificate + made.key.reveal()));
  RegisteredClient client = default_client(now);
  client.token_endpoint_auth_method = "tls_client_auth";
  client.certificate_rules = {"tls_client_auth_subject_dn", "CN=" + client.client_id};
  clients.put(client);
}

void write_client_file(const std::string& file, const std::string& issuer, const ClientProof& proof) {
  nlohmann::ordered_json client{{"issuer", issuer}, {"client_id", default_client_id}};
  if (proof.certificate_file.empty()) {
    client["client_secret"] = proof.client_secret.reveal();
  } else {
    client["token_endpoint_auth_method"] = "tls_client_auth";
    // A relative name would be read as one beside the client file.
    client["tls_client_certificate_file"] = std::filesystem::absolute(proof.certificate_file).string();
  }
  client["redirect_uris"] = redirect_uris();
  write_private_file(file, "--client-file", Secret(client.dump(2) + '\n'));
}

}  // namespace oauthctl::devserver
