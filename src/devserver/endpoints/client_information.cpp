#include "devserver/endpoints/client_information.h"

#include <nlohmann/json.hpp>

#include "devserver/endpoints/request_body.h"
#include "devserver/refusal.h"

namespace oauthctl::devserver {
namespace {

/// Over plain http the server cannot ask for a certificate.
void refuse_certificates(const ClientMetadata& metadata) {
  const std::string& method = metadata.token_endpoint_auth_method;
  const auto credential = credential_of(method);
  const bool binds = metadata.certificate_rules.bound_access_tokens;
  if (binds || (credential && is_shown_by_tls(*credential)))
    throw invalid_client_metadata((binds ? "tls_client_certificate_bound_access_tokens" : method) + " needs https");
}

}  // namespace

JsonObject registration_body(const Request& request) {
  try {
    return json_body(request);
  } catch (const Error& error) {
    throw invalid_client_metadata(error.message());
  }
}

ClientMetadata read_client_metadata(const JsonObject& body, bool over_tls) {
  try {
    ClientMetadata metadata{
        body.string("client_name"),  body.strings("redirect_uris"),  body.string("token_endpoint_auth_method"),
        body.strings("grant_types"), read_response_algorithms(body), body.strings("post_logout_redirect_uris"),
        read_request_rules(body),    read_certificate_rules(body),   body.strings("response_types"),
        body.string("scope"),        body.string("application_type")};
    if (!over_tls) refuse_certificates(metadata);
    return metadata;
  } catch (const Error& error) {
    throw invalid_client_metadata(error.message());
  }
}

std::optional<TimePoint> secret_expiry(const AuthorizationServer& server) {
  if (!server.options.client_secret_ttl) return std::nullopt;
  return server.now() + *server.options.client_secret_ttl;
}

nlohmann::json client_information(const Registration& registration, const std::string& issuer) {
  const RegisteredClient& client = registration.client;
  nlohmann::json answer = response_algorithms_json(client.algorithms);
  answer.update(request_rules_json(client.rules));
  answer.update(certificate_rules_json(client.certificate_rules));
  answer["client_id"] = client.client_id;
  if (!registration.client_secret.empty()) {
    answer["client_secret"] = registration.client_secret.reveal();
    answer["client_secret_expires_at"] = client.secret_expires_at ? epoch_seconds(*client.secret_expires_at) : 0;
  }
  answer["client_id_issued_at"] = client.registered_at.time_since_epoch().count();
  answer["client_name"] = client.client_name;
  answer["redirect_uris"] = client.redirect_uris;
  answer["grant_types"] = client.grant_types;
  answer["response_types"] = client.response_types;
  answer["token_endpoint_auth_method"] =
      client.token_endpoint_auth_method.empty() ? "client_secret_basic" : client.token_endpoint_auth_method;
  if (!client.scope.empty()) answer["scope"] = client.scope;
  if (!client.application_type.empty()) answer["application_type"] = client.application_type;
  if (!client.post_logout_redirect_uris.empty()) answer["post_logout_redirect_uris"] = client.post_logout_redirect_uris;
  answer["registration_client_uri"] = issuer + "/register?client_id=" + client.client_id;
  if (!registration.registration_access_token.empty())
    answer["registration_access_token"] = registration.registration_access_token.reveal();
  return answer;
}

}  // namespace oauthctl::devserver
