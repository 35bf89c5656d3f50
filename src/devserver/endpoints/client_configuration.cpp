#include <nlohmann/json.hpp>

#include "devserver/endpoints/client_information.h"
#include "devserver/endpoints/endpoints.h"
#include "devserver/endpoints/request_body.h"
#include "devserver/http/answers.h"
#include "devserver/refusal.h"
#include "devserver/state/random_token.h"

namespace oauthctl::devserver {
namespace {

/// RFC 7592 §3: the client of the registration access token. A deleted client and another client's token get the same
/// answer.
Registration required_registration(AuthorizationServer& server, const Request& request) {
  const Secret token = bearer_token(request);
  const auto client = server.clients.find(present_params(request.query).get("client_id"));
  const bool known = client && !client->registration_token_hash.empty() && !token.empty() &&
                     hash_of(token) == client->registration_token_hash;
  if (!known) throw Refusal(401, "invalid_token", "the registration access token is not this client's");
  return {*client, {}, token};
}

/// RFC 7592 §2.2.
void check_change(const JsonObject& body, const RegisteredClient& client) {
  for (const char* name :
       {"registration_access_token", "registration_client_uri", "client_secret_expires_at", "client_id_issued_at"}) {
    if (body.has(name)) throw invalid_request(std::string(name) + " must not be sent");
  }
  if (body.string("client_id") != client.client_id) throw invalid_request("client_id must stay as it is");
  const Secret secret(body.string("client_secret"));
  if (!secret.empty() && hash_of(secret) != client.secret_hash)
    throw invalid_request("client_secret must stay as it is");
}

}  // namespace

void show_registration(AuthorizationServer& server, const Request& request, Response& response) {
  answer_json(response, 200, client_information(required_registration(server, request), server.issuer));
}

void change_registration(AuthorizationServer& server, const Request& request, Response& response) {
  Registration registration = required_registration(server, request);
  const JsonObject body = registration_body(request);
  check_change(body, registration.client);
  registration.client =
      change_client(server.clients, registration.client, read_client_metadata(body, server.authority.has_value()));
  // RFC 7592 §2.2: the server may give a new secret. That is how a client renews one that expires.
  if (const auto expires_at = secret_expiry(server))
    registration.client_secret = renew_secret(server.clients, registration.client, expires_at);
  answer_json(response, 200, client_information(registration, server.issuer));
}

void end_registration(AuthorizationServer& server, const Request& request, Response& response) {
  server.clients.erase(required_registration(server, request).client.client_id);
  response.status = 204;
}

}  // namespace oauthctl::devserver
