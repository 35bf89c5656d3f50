#include <nlohmann/json.hpp>

#include "base/json.h"
#include "base/text.h"
#include "devserver/clients/registration.h"
#include "devserver/endpoints/client_information.h"
#include "devserver/endpoints/endpoints.h"
#include "devserver/endpoints/request_body.h"
#include "devserver/endpoints/visitor.h"
#include "devserver/http/answers.h"
#include "devserver/pages/pages.h"

namespace oauthctl::devserver {
namespace {

std::vector<std::string> lines(std::string text) {
  std::replace_if(
      text.begin(), text.end(), [](char c) { return c == '\r' || c == '\n' || c == '\t'; }, ' ');
  return words(text);
}

std::string client_file(const std::string& issuer, const Registration& made) {
  nlohmann::ordered_json file{{"issuer", issuer}, {"client_id", made.client.client_id}};
  if (!made.client.is_public()) file["client_secret"] = made.client_secret.reveal();
  file["redirect_uris"] = made.client.redirect_uris;
  return file.dump(2);
}

void check_permission(const AuthorizationServer& server, const Request& request) {
  if (server.options.registration == RegistrationPolicy::none)
    throw Refusal(404, "not_found", "this server does not register clients");
  if (server.options.registration == RegistrationPolicy::refused)
    throw Refusal(403, "access_denied", "this server does not register clients by request");
  if (!server.initial_access_token.empty() && !(bearer_token(request) == server.initial_access_token))
    throw Refusal(401, "invalid_token", "registration needs an initial access token");
}

}  // namespace

/// RFC 7591 §3.
void register_by_request(AuthorizationServer& server, const Request& request, Response& response) {
  check_permission(server, request);
  ClientMetadata metadata = read_client_metadata(registration_body(request), server.authority.has_value());
  if (server.options.registration == RegistrationPolicy::strict && metadata.application_type.empty())
    metadata.application_type = "web";
  const Registration made = register_client(server.clients, metadata, server.now(), secret_expiry(server));
  answer_json(response, 201, client_information(made, server.issuer));
}

void show_client_form(AuthorizationServer&, const Request& request, Response& response) {
  const Visitor visitor(request, "/clients");
  visitor.greet(response);
  answer_client_form(response, {"", "http://127.0.0.1/callback", false, ""}, visitor.form_token());
}

void register_by_form(AuthorizationServer& server, const Request& request, Response& response) {
  const Visitor visitor(request, "/clients");
  const Params form = request_form(request);
  visitor.check(form, "/clients/new");
  const bool is_public = form.get("kind") == "public";
  ClientMetadata metadata{form.get("client_name"), lines(form.get("redirect_uris")), is_public ? "none" : "", {}};
  if (!is_public) metadata.grant_types = {"authorization_code", "refresh_token", "client_credentials"};
  try {
    const Registration made = register_client(server.clients, metadata, server.now());
    answer_registered_page(response, made.client.client_name, client_file(server.issuer, made));
  } catch (const Refusal& refusal) {
    answer_client_form(response, {metadata.client_name, form.get("redirect_uris"), is_public, refusal.description()},
                       visitor.form_token());
  }
}

}  // namespace oauthctl::devserver
