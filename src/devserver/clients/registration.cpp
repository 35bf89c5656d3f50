#include "devserver/clients/registration.h"

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "devserver/clients/client_certificates.h"
#include "devserver/clients/grant_types.h"
#include "devserver/clients/redirect_uri.h"
#include "devserver/clients/request_object.h"
#include "devserver/clients/response_types.h"
#include "devserver/refusal.h"
#include "devserver/state/random_token.h"

namespace oauthctl::devserver {
namespace {

bool is_one_of(const auto& known, std::string_view value) {
  return std::find(std::begin(known), std::end(known), value) != std::end(known);
}

void check_redirect_uris(const ClientMetadata& metadata, const RegisteredClient& client) {
  if (metadata.redirect_uris.empty() && (client.may_use("authorization_code") || client.may_use("implicit"))) {
    throw Refusal(400, "invalid_redirect_uri", "redirect_uris is missing");
  }
  std::vector<std::string> uris = metadata.redirect_uris;
  uris.insert(uris.end(), metadata.post_logout_redirect_uris.begin(), metadata.post_logout_redirect_uris.end());
  for (const std::string& uri : uris) {
    if (!may_be_registered(uri)) {
      throw Refusal(400, "invalid_redirect_uri",
                    printable(uri) + " is neither https, nor http on a loopback host, nor a private-use scheme");
    }
  }
}

/// OpenID Connect Dynamic Client Registration §2: a web client is not on the person's machine.
void check_application_type(const ClientMetadata& metadata) {
  const std::string& type = metadata.application_type;
  if (type.empty() || type == "native") return;
  if (type != "web") throw invalid_client_metadata("application_type must be web or native");
  for (const std::string& uri : metadata.redirect_uris) {
    if (!uri.starts_with("https:"))
      throw Refusal(400, "invalid_redirect_uri", printable(uri) + " is not https, which a web client needs");
  }
}

void check_auth_method(const ClientMetadata& metadata) {
  const std::string& method = metadata.token_endpoint_auth_method;
  const auto credential = credential_of(method);
  if (!credential)
    throw invalid_client_metadata("token_endpoint_auth_method " + printable(method) + " is not supported");
  if (credential == Credential::keys && metadata.rules.jwks.empty())
    throw invalid_client_metadata(method + " needs the client's public keys as jwks");
  if (credential == Credential::certified_name && metadata.certificate_rules.member.empty())
    throw invalid_client_metadata(method + " needs a name in the certificate, such as tls_client_auth_subject_dn");
  if (credential == Credential::certificates && !has_certificate(metadata.rules.jwks))
    throw invalid_client_metadata(method + " needs the client's certificate, as x5c of a key in jwks");
  const std::string& alg = metadata.rules.token_endpoint_auth_signing_alg;
  if (!alg.empty() && !is_one_of(signing_algorithms(*credential), alg))
    throw invalid_client_metadata("token_endpoint_auth_signing_alg " + printable(alg) + " does not fit the method");
}

/// Checks that the client has the keys for what it promises or demands.
void check_request_objects(RegisteredClient client) {
  const std::string alg = std::exchange(client.rules.request_object_signing_alg, "");
  const AllowedAlgorithms possible = request_object_algorithms(client);
  if (!alg.empty() && !is_one_of(possible, alg))
    throw invalid_client_metadata("request_object_signing_alg " + printable(alg) + " does not fit the client's keys");
  if (client.rules.require_signed_request_object && possible.empty())
    throw invalid_client_metadata("require_signed_request_object needs the client's public keys as jwks");
}

void check(const ClientMetadata& metadata, const RegisteredClient& client) {
  check_auth_method(metadata);
  check_request_objects(client);
  for (const std::string& grant_type : client.grant_types) {
    if (!is_one_of(token_grant_types, grant_type) && grant_type != "implicit") {
      throw invalid_client_metadata("grant_type " + printable(grant_type) + " is not supported");
    }
  }
  // RFC 6749 §4.4: for confidential clients only.
  if (client.is_public() && client.may_use("client_credentials")) {
    throw invalid_client_metadata("client_credentials needs a client that keeps a secret");
  }
  check_redirect_uris(metadata, client);
  check_application_type(metadata);
}

/// RFC 7591 §2: only `code` if the client does not say.
std::vector<std::string> known_response_types(const std::vector<std::string>& asked) {
  if (asked.empty()) return {"code"};
  std::vector<std::string> known;
  for (const std::string& response_type : asked) {
    const auto found = known_response_type(response_type);
    if (!found) throw invalid_client_metadata("response_type " + printable(response_type) + " is not supported");
    known.push_back(*found);
  }
  return known;
}

void describe(RegisteredClient& client, const ClientMetadata& metadata) {
  client.client_name = metadata.client_name.empty() ? "A client without a name" : printable(metadata.client_name, 100);
  client.redirect_uris = metadata.redirect_uris;
  client.post_logout_redirect_uris = metadata.post_logout_redirect_uris;
  client.token_endpoint_auth_method = metadata.token_endpoint_auth_method;
  client.grant_types = metadata.grant_types;
  if (client.grant_types.empty()) client.grant_types = {"authorization_code", "refresh_token"};
  client.algorithms = metadata.algorithms;
  client.rules = metadata.rules;
  client.certificate_rules = metadata.certificate_rules;
  client.response_types = known_response_types(metadata.response_types);
  client.scope = metadata.scope;
  client.application_type = metadata.application_type;
  check(metadata, client);
}

bool has_secret(const RegisteredClient& client) {
  return client.credential() == Credential::hashed_secret || client.credential() == Credential::secret;
}

/// RFC 7518 §3.2: HS512 needs a key of at least 64 bytes.
Secret new_secret(const RegisteredClient& client) {
  if (client.credential() != Credential::secret) return random_token();
  return Secret(random_token().reveal() + random_token().reveal());
}

Secret put_in_secret(RegisteredClient& client, std::optional<TimePoint> expires_at) {
  if (!has_secret(client)) return {};
  Secret secret = new_secret(client);
  client.secret_hash = hash_of(secret);
  client.secret_expires_at = expires_at;
  if (client.credential() == Credential::secret) client.client_secret = secret;
  return secret;
}

}  // namespace

Registration register_client(Clients& clients, const ClientMetadata& metadata, TimePoint now,
                             std::optional<TimePoint> secret_expires_at) {
  Registration made;
  RegisteredClient& client = made.client;
  describe(client, metadata);
  client.registered_at = now;
  client.client_id = random_token().reveal().substr(0, 16);
  made.client_secret = put_in_secret(client, secret_expires_at);
  made.registration_access_token = random_token();
  client.registration_token_hash = hash_of(made.registration_access_token);
  clients.put(client);
  return made;
}

RegisteredClient described_client(const std::string& client_id, const ClientMetadata& metadata, TimePoint now) {
  RegisteredClient client;
  describe(client, metadata);
  client.client_id = client_id;
  client.registered_at = now;
  return client;
}

RegisteredClient change_client(Clients& clients, RegisteredClient client, const ClientMetadata& metadata) {
  const Credential before = client.credential();
  describe(client, metadata);
  if (client.credential() != before)
    throw invalid_client_metadata("a client cannot change to a method that needs another kind of credential");
  clients.put(client);
  return client;
}

Secret renew_secret(Clients& clients, RegisteredClient& client, std::optional<TimePoint> expires_at) {
  Secret secret = put_in_secret(client, expires_at);
  clients.put(client);
  return secret;
}

}  // namespace oauthctl::devserver
