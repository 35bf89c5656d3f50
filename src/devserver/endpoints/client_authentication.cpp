#include "devserver/endpoints/client_authentication.h"

#include <algorithm>
#include <optional>

#include "base/base64.h"
#include "base/text.h"
#include "devserver/clients/client_certificates.h"
#include "devserver/endpoints/metadata_document.h"
#include "devserver/refusal.h"
#include "devserver/state/random_token.h"
#include "oauthctl/error.h"

namespace oauthctl::devserver {
namespace {

/// A request's proof of who sends it.
struct Presented {
  std::string client_id;
  Secret proof;  ///< the client secret, or an assertion
  std::string_view method;
};

/// The key that signed it decides which of the two methods it is.
constexpr std::string_view assertion_method = "client_secret_jwt or private_key_jwt";

std::optional<std::string> base64_decode(std::string text) {
  text.erase(std::find(text.begin(), text.end(), '='), text.end());
  std::replace(text.begin(), text.end(), '+', '-');
  std::replace(text.begin(), text.end(), '/', '_');
  return base64url_decode(text);
}

/// RFC 6749 §2.3.1: each half is form-encoded, then a colon joins them.
std::string form_decoded(const std::string& half) {
  const Params params = form_decode("=" + half);
  if (params.size() != 1) throw invalid_client("the Basic credentials are not form-encoded");
  return params.begin()->second;
}

Presented from_header(const std::string& header) {
  if (to_lower(header.substr(0, 6)) != "basic ") throw invalid_client("only Basic is accepted in Authorization");
  const auto pair = base64_decode(header.substr(6));
  const auto colon = pair ? pair->find(':') : std::string::npos;
  if (colon == std::string::npos) throw invalid_client("the Basic credentials are malformed");
  try {
    return {form_decoded(pair->substr(0, colon)), Secret(form_decoded(pair->substr(colon + 1))), "client_secret_basic"};
  } catch (const Error&) {
    throw invalid_client("the Basic credentials are not form-encoded");
  }
}

/// RFC 7521 §4.2: the assertion names the client, and client_id may repeat it.
Presented from_assertion(const Params& form) {
  if (form.get("client_assertion_type") != "urn:ietf:params:oauth:client-assertion-type:jwt-bearer")
    throw invalid_client("client_assertion_type must be the one for a JWT");
  const std::string assertion = form.get("client_assertion");
  const std::string client_id = subject_of(assertion);
  if (form.find("client_id").value_or(client_id) != client_id)
    throw invalid_client("client_id is not the sub of the client assertion");
  return {client_id, Secret(assertion), assertion_method};
}

Presented presented_by(const Request& request, const Params& form) {
  const bool has_header = request.has_header("Authorization");
  if (has_header + form.count("client_secret") + form.count("client_assertion") > 1)
    throw invalid_request("the client authenticates in two ways at once");
  if (form.contains("client_assertion")) return from_assertion(form);
  if (!has_header) {
    const bool has_secret = form.contains("client_secret");
    return {form.get("client_id"), Secret(form.get("client_secret")), has_secret ? "client_secret_post" : "none"};
  }
  Presented presented = from_header(request.header("Authorization"));
  if (form.find("client_id").value_or(presented.client_id) != presented.client_id)
    throw invalid_request("client_id differs between the header and the body");
  return presented;
}

/// Whether the client may authenticate by the method that it used.
bool is_registered_for(const RegisteredClient& client, std::string_view method) {
  const std::string& registered = client.token_endpoint_auth_method;
  if (registered.empty()) return method == "client_secret_basic" || method == "client_secret_post";
  if (is_shown_by_tls(client.credential())) return method == "none";
  const bool signs = client.credential() == Credential::secret || client.credential() == Credential::keys;
  return method == (signs ? assertion_method : std::string_view(registered));
}

bool is_expired(const RegisteredClient& client, TimePoint now) {
  return client.secret_expires_at && *client.secret_expires_at <= now;
}

void check_proof(AuthorizationServer& server, const RegisteredClient& client, const Secret& proof,
                 const Request& request) {
  switch (client.credential()) {
    case Credential::nothing:
      return;
    case Credential::hashed_secret:
      if (hash_of(proof) != client.secret_hash) throw invalid_client("the client secret is wrong");
      if (is_expired(client, server.now())) throw invalid_client("the client secret has expired");
      return;
    case Credential::secret:
      if (is_expired(client, server.now())) throw invalid_client("the client secret has expired");
      [[fallthrough]];
    case Credential::keys:
      return server.assertions.check(client, proof.reveal());
    case Credential::certified_name:
    case Credential::certificates:
      return check_certificate(client, peer_certificate(request));
  }
}

}  // namespace

RegisteredClient authenticate_client(AuthorizationServer& server, const Request& request, const Params& form) {
  const Presented presented = presented_by(request, form);
  if (presented.client_id.empty()) throw invalid_client("the request does not name its client");
  auto client = server.clients.find(presented.client_id);
  if (!client) {
    read_metadata_document(server, presented.client_id);
    client = server.clients.find(presented.client_id);
  }
  if (!client) throw invalid_client("the client is unknown");
  if (!is_registered_for(*client, presented.method))
    throw invalid_client("the client is registered for another authentication method");
  check_proof(server, *client, presented.proof, request);
  return *client;
}

}  // namespace oauthctl::devserver
