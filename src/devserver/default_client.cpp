#include "devserver/default_client.h"

#include "base/json.h"
#include "devserver/client_file.h"
#include "devserver/opaque.h"

namespace oauthctl::devserver {
namespace {

std::vector<std::string> redirect_uris() {
  return {"http://127.0.0.1/callback", "http://localhost/callback"};
}

std::vector<std::string> grant_types() {
  return {"authorization_code",
          "refresh_token",
          "client_credentials",
          "password",
          "urn:ietf:params:oauth:grant-type:device_code",
          "urn:ietf:params:oauth:grant-type:jwt-bearer",
          "urn:ietf:params:oauth:grant-type:token-exchange"};
}

}  // namespace

Secret renew_default_client(Clients& clients, TimePoint now) {
  Secret secret = new_opaque();
  clients.put({default_client_id, hash_of(secret), "oauthctl (development)", redirect_uris(), "", grant_types(), now});
  return secret;
}

void write_client_file(const std::string& file, const std::string& issuer, const Secret& client_secret) {
  const nlohmann::ordered_json client{{"issuer", issuer},
                                      {"client_id", default_client_id},
                                      {"client_secret", client_secret.reveal()},
                                      {"redirect_uris", redirect_uris()}};
  write_private_file(file, "--client-file", Secret(client.dump(2) + '\n'));
}

}  // namespace oauthctl::devserver
