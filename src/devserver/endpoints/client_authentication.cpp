#include "devserver/endpoints/client_authentication.h"

#include <algorithm>
#include <optional>

#include "base/base64.h"
#include "base/text.h"
#include "devserver/opaque.h"
#include "devserver/refusal.h"
#include "oauthctl/error.h"

namespace oauthctl::devserver {
namespace {

struct Credentials {
  std::string client_id;
  Secret client_secret;
  const char* method;
};

Refusal invalid_client(const char* description) {
  return {401, "invalid_client", description};
}

std::optional<std::string> base64_decode(std::string text) {
  text.erase(std::find(text.begin(), text.end(), '='), text.end());
  std::replace(text.begin(), text.end(), '+', '-');
  std::replace(text.begin(), text.end(), '/', '_');
  return base64url_decode(text);
}

/// RFC 6749 §2.3.1: both halves are form-encoded before they are joined by a colon.
std::string form_decoded(const std::string& half) {
  const Params params = form_decode("=" + half);
  if (params.size() != 1) throw invalid_client("the Basic credentials are not form-encoded");
  return params.begin()->second;
}

Credentials from_header(const std::string& header) {
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

Credentials presented(const httplib::Request& request, const Params& form) {
  if (!request.has_header("Authorization")) {
    const bool has_secret = form.contains("client_secret");
    return {form.get("client_id"), Secret(form.get("client_secret")), has_secret ? "client_secret_post" : "none"};
  }
  if (form.contains("client_secret")) {
    throw Refusal(400, "invalid_request", "the client authenticates in the header and in the body at once");
  }
  Credentials credentials = from_header(request.get_header_value("Authorization"));
  if (form.get("client_id") != credentials.client_id && form.contains("client_id")) {
    throw Refusal(400, "invalid_request", "client_id differs between the header and the body");
  }
  return credentials;
}

bool is_allowed(const RegisteredClient& client, std::string_view method) {
  if (client.is_public()) return method == "none";
  return method != "none" && (client.token_endpoint_auth_method.empty() || client.token_endpoint_auth_method == method);
}

}  // namespace

RegisteredClient authenticate_client(Clients& clients, const httplib::Request& request, const Params& form) {
  const Credentials credentials = presented(request, form);
  if (credentials.client_id.empty()) throw invalid_client("the client does not say who it is");
  const auto client = clients.find(credentials.client_id);
  if (!client) throw invalid_client("the client is unknown");
  if (!is_allowed(*client, credentials.method)) {
    throw invalid_client("the client is not registered for this way to authenticate");
  }
  if (!client->is_public() && hash_of(credentials.client_secret) != client->secret_hash) {
    throw invalid_client("the client secret is wrong");
  }
  return *client;
}

}  // namespace oauthctl::devserver
