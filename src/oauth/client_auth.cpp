#include "oauthctl/client_auth.h"

#include <algorithm>
#include <iterator>

#include "base/base64.h"
#include "base/text.h"
#include "oauthctl/error.h"

namespace oauthctl {
namespace {

struct Method {
  const char* name;
  ClientAuth (*make)();
  bool needs_secret;
};

constexpr Method methods[] = {
    {"client_secret_basic", client_secret_basic, true},
    {"client_secret_post", client_secret_post, true},
    {"none", public_client, false},
};

const Method* method_named(const std::string& name) {
  const auto* found =
      std::find_if(std::begin(methods), std::end(methods), [&](const Method& m) { return m.name == name; });
  return found == std::end(methods) ? nullptr : found;
}

std::string method_names() {
  std::vector<std::string> names;
  for (const Method& method : methods) names.emplace_back(method.name);
  return join(names, ", ");
}

std::string chosen_method(const ServerMetadata& server, const Client& client) {
  if (!client.token_endpoint_auth_method.empty()) return client.token_endpoint_auth_method;
  if (client.client_secret.empty()) return "none";
  const auto& supported = server.token_endpoint_auth_methods_supported;
  for (const Method& method : methods) {
    const bool listed = std::find(supported.begin(), supported.end(), method.name) != supported.end();
    if (method.needs_secret && listed) return method.name;
  }
  return "client_secret_basic";
}

}  // namespace

ClientAuth client_secret_basic() {
  return [](const ServerMetadata&, const Client& client, Params&, HttpRequest& request) {
    const auto spelled = [&](const std::string& text) { return client.basic_unencoded ? text : form_encode(text); };
    const std::string pair = spelled(client.client_id) + ':' + spelled(client.client_secret.reveal());
    request.headers.set("Authorization", "Basic " + base64_encode(pair));
  };
}

ClientAuth client_secret_post() {
  return [](const ServerMetadata&, const Client& client, Params& body, HttpRequest&) {
    body.set("client_id", client.client_id);
    body.set("client_secret", client.client_secret.reveal());
  };
}

ClientAuth public_client() {
  return [](const ServerMetadata&, const Client& client, Params& body, HttpRequest&) {
    body.set("client_id", client.client_id);
  };
}

ClientAuth client_auth(const ServerMetadata& server, const Client& client, TimePoint, const Entropy&) {
  const std::string name = chosen_method(server, client);
  const Method* method = method_named(name);
  if (method == nullptr) {
    throw Error(ErrorKind::usage, "token_endpoint_auth_method '" + printable(name, 60) + "' is not known here",
                "use one of " + method_names());
  }
  if (method->needs_secret && client.client_secret.empty()) {
    throw Error(ErrorKind::usage, "token_endpoint_auth_method '" + name + "' needs a client_secret",
                "add client_secret to the secrets file, or set token_endpoint_auth_method to none");
  }
  return method->make();
}

bool is_public(const ServerMetadata& server, const Client& client) {
  return chosen_method(server, client) == "none";
}

bool basic_needs_encoding(const Client& client) {
  const std::string& secret = client.client_secret.reveal();
  return form_encode(client.client_id) != client.client_id || form_encode(secret) != secret;
}

}  // namespace oauthctl
