#include "oauth/client/client_auth.h"

#include <algorithm>
#include <iterator>

#include "base/base64.h"
#include "base/text.h"
#include "oauth/client/assertion.h"
#include "oauth/client/client_keys.h"
#include "oauthctl/error.h"

namespace oauthctl {
namespace {

enum class Material { nothing, client_secret, private_key, certificate };

struct Method {
  const char* name;
  Material needs;
  ClientAuth (*make)(TimePoint, const Entropy&);
};

/// In order of preference. The first that the server lists and that the client has the material for is used: a key
/// before a secret, and the default for a secret (RFC 7591 §2) before its other uses.
constexpr Method auth_methods[] = {
    {"private_key_jwt", Material::private_key, private_key_jwt},
    {"tls_client_auth", Material::certificate, [](TimePoint, const Entropy&) { return tls_client_auth(); }},
    {"self_signed_tls_client_auth", Material::certificate, [](TimePoint, const Entropy&) { return tls_client_auth(); }},
    {"client_secret_basic", Material::client_secret, [](TimePoint, const Entropy&) { return client_secret_basic(); }},
    {"client_secret_post", Material::client_secret, [](TimePoint, const Entropy&) { return client_secret_post(); }},
    {"client_secret_jwt", Material::client_secret, client_secret_jwt},
    {"none", Material::nothing, [](TimePoint, const Entropy&) { return public_client(); }},
};

const Method* method_named(const std::string& name) {
  const auto* found =
      std::find_if(std::begin(auth_methods), std::end(auth_methods), [&](const Method& m) { return m.name == name; });
  return found == std::end(auth_methods) ? nullptr : found;
}

std::string method_names() {
  std::vector<std::string> names;
  for (const Method& method : auth_methods) names.emplace_back(method.name);
  return join(names, ", ");
}

/// Only if the file names the method: otherwise an empty secret means a public client.
bool may_be_empty(const Client& client) {
  return client.token_endpoint_auth_method == "client_secret_basic" ||
         client.token_endpoint_auth_method == "client_secret_post";
}

bool has(const Client& client, Material material) {
  switch (material) {
    case Material::client_secret:
      return !client.client_secret.empty() || (client.empty_client_secret && may_be_empty(client));
    case Material::private_key:
      return has_signing_key(client);
    case Material::certificate:
      return !client.tls_client_certificate_file.empty();
    case Material::nothing:
      break;
  }
  return true;
}

std::string chosen_method(const Party& party) {
  const Client& client = party.client;
  if (!client.token_endpoint_auth_method.empty()) return client.token_endpoint_auth_method;
  const auto& supported = party.server.token_endpoint_auth_methods_supported;
  for (const Method& method : auth_methods) {
    const bool listed = contains(supported, method.name);
    if (listed && method.needs != Material::nothing && has(client, method.needs)) return method.name;
  }
  // RFC 8414 §2: the default of a server that does not list its methods.
  if (has(client, Material::client_secret)) return "client_secret_basic";
  if (has(client, Material::private_key)) return "private_key_jwt";
  return has(client, Material::certificate) ? "tls_client_auth" : "none";
}

/// A method without its material could not do what the file says.
void require_material(const Method& method, const Client& client) {
  if (has(client, method.needs)) return;
  const std::string what = std::string("token_endpoint_auth_method '") + method.name + "' needs a ";
  if (method.needs == Material::private_key) {
    throw Error(ErrorKind::usage, what + "private key",
                "name it with private_key_file in the client file, or put it into jwks");
  }
  if (method.needs == Material::certificate) {
    throw Error(ErrorKind::usage, what + "client certificate",
                "name its files with tls_client_certificate_file and tls_client_key_file in the client file");
  }
  throw Error(
      ErrorKind::usage, what + "client_secret",
      "add client_secret to the client file (\"\" for an empty one), or set token_endpoint_auth_method to none");
}

}  // namespace

ClientAuth client_secret_basic() {
  return [](const Party& party, Params&, HttpRequest& request) {
    const Client& client = party.client;
    const auto spelled = [&](const std::string& text) { return client.basic_unencoded ? text : form_encode(text); };
    const std::string pair = spelled(client.client_id) + ':' + spelled(client.client_secret.reveal());
    request.headers.set("Authorization", "Basic " + base64_encode(pair));
  };
}

ClientAuth client_secret_post() {
  return [](const Party& party, Params& body, HttpRequest&) {
    const Client& client = party.client;
    body.set("client_id", client.client_id);
    body.set("client_secret", client.client_secret.reveal());
  };
}

ClientAuth public_client() {
  return [](const Party& party, Params& body, HttpRequest&) {
    const Client& client = party.client;
    // A service account has no method: its assertion identifies it (RFC 7523 §2.1).
    if (!client.client_id.empty()) body.set("client_id", client.client_id);
  };
}

ClientAuth tls_client_auth() {
  return [](const Party& party, Params& body, HttpRequest& request) {
    const Client& client = party.client;
    body.set("client_id", client.client_id);
    const std::string& key = client.tls_client_key_file;
    request.client_certificate = {client.tls_client_certificate_file,
                                  key.empty() ? client.tls_client_certificate_file : key};
  };
}

namespace {

ClientCertificate certificate_of(const Client& client) {
  const std::string& key = client.tls_client_key_file;
  return {client.tls_client_certificate_file, key.empty() ? client.tls_client_certificate_file : key};
}

/// RFC 8705 §3 and §4: any client may show a certificate, so that its tokens are bound to it.
ClientAuth with_certificate(ClientAuth auth) {
  return [auth = std::move(auth)](const Party& party, Params& body, HttpRequest& request) {
    auth(party, body, request);
    request.client_certificate = certificate_of(party.client);
  };
}

}  // namespace

ClientAuth client_auth(const Party& party, TimePoint now, const Entropy& entropy) {
  const std::string name = chosen_method(party);
  const Method* method = method_named(name);
  if (method == nullptr) {
    throw Error(ErrorKind::usage, "token_endpoint_auth_method '" + printable(name, 60) + "' is not known here",
                "use one of " + method_names());
  }
  require_material(*method, party.client);
  ClientAuth auth = method->make(now, entropy);
  if (!party.client.tls_client_certificate_bound_access_tokens) return auth;
  return with_certificate(std::move(auth));
}

bool is_public(const Party& party) {
  return chosen_method(party) == "none";
}

bool basic_needs_encoding(const Party& party) {
  if (chosen_method(party) != "client_secret_basic") return false;
  const Client& client = party.client;
  const std::string& secret = client.client_secret.reveal();
  return form_encode(client.client_id) != client.client_id || form_encode(secret) != secret;
}

}  // namespace oauthctl
