#include <nlohmann/json.hpp>

#include "base/json.h"
#include "base/text.h"
#include "devserver/answers.h"
#include "devserver/endpoints/endpoints.h"
#include "devserver/endpoints/json_body.h"
#include "devserver/endpoints/request_form.h"
#include "devserver/endpoints/visitor.h"
#include "devserver/pages/pages.h"
#include "devserver/registration.h"

namespace oauthctl::devserver {
namespace {

/// RFC 7591 §3.2.1.
nlohmann::ordered_json described(const Registration& made) {
  const RegisteredClient& client = made.client;
  nlohmann::ordered_json answer{{"client_id", client.client_id}};
  if (!client.is_public()) {
    answer["client_secret"] = made.client_secret.reveal();
    answer["client_secret_expires_at"] = 0;
  }
  answer["client_id_issued_at"] = client.registered_at.time_since_epoch().count();
  answer["client_name"] = client.client_name;
  answer["redirect_uris"] = client.redirect_uris;
  answer["grant_types"] = client.grant_types;
  answer["token_endpoint_auth_method"] =
      client.token_endpoint_auth_method.empty() ? "client_secret_basic" : client.token_endpoint_auth_method;
  answer.update(response_algorithms_json(client.algorithms));
  return answer;
}

ClientMetadata read_metadata(const httplib::Request& request) {
  try {
    const JsonObject body = json_body(request);
    return {body.string("client_name"), body.strings("redirect_uris"), body.string("token_endpoint_auth_method"),
            body.strings("grant_types"), read_response_algorithms(body)};
  } catch (const Error& error) {
    throw Refusal(400, "invalid_client_metadata", error.message());
  }
}

std::vector<std::string> lines(std::string text) {
  std::replace_if(
      text.begin(), text.end(), [](char c) { return c == '\r' || c == '\n' || c == '\t'; }, ' ');
  return words(text);
}

std::string secrets_file(const std::string& issuer, const Registration& made) {
  nlohmann::ordered_json file{{"issuer", issuer}, {"client_id", made.client.client_id}};
  if (!made.client.is_public()) file["client_secret"] = made.client_secret.reveal();
  file["redirect_uris"] = made.client.redirect_uris;
  return file.dump(2);
}

}  // namespace

/// RFC 7591 §3.
void register_by_request(AuthorizationServer& server, const httplib::Request& request, httplib::Response& response) {
  const Registration made = register_client(server.clients, read_metadata(request), server.now());
  answer_json(response, 201, described(made));
}

void show_client_form(AuthorizationServer&, const httplib::Request& request, httplib::Response& response) {
  const Visitor visitor(request, "/clients");
  visitor.greet(response);
  answer_client_form(response, {}, visitor.form_token());
}

void register_by_form(AuthorizationServer& server, const httplib::Request& request, httplib::Response& response) {
  const Visitor visitor(request, "/clients");
  const Params form = request_form(request);
  visitor.check(form);
  const bool is_public = form.get("kind") == "public";
  ClientMetadata metadata{form.get("client_name"), lines(form.get("redirect_uris")), is_public ? "none" : "", {}};
  if (!is_public) metadata.grant_types = {"authorization_code", "refresh_token", "client_credentials"};
  try {
    const Registration made = register_client(server.clients, metadata, server.now());
    answer_registered_page(response, made.client.client_name, secrets_file(server.issuer, made));
  } catch (const Refusal& refusal) {
    answer_client_form(response, {metadata.client_name, form.get("redirect_uris"), is_public, refusal.description()},
                       visitor.form_token());
  }
}

}  // namespace oauthctl::devserver
