#include "devserver/endpoints/metadata_document.h"

#include "base/json.h"
#include "base/text.h"
#include "base/url.h"
#include "devserver/endpoints/client_information.h"
#include "devserver/refusal.h"

namespace oauthctl::devserver {
namespace {

/// §3. An id with a dot segment could be spelled in two ways. http on a loopback host is for tests.
bool may_be_client_id(const Url& url) {
  const std::string path = url.path + '/';
  return is_safe_endpoint(url) && path != "/" && path != "//" && !url.fragment &&
         path.find("/./") == std::string::npos && path.find("/../") == std::string::npos;
}

/// §4.1: everybody can read the document, so it must neither contain nor need a secret.
void refuse_secrets(const JsonObject& document) {
  for (const char* name : {"client_secret", "client_secret_expires_at"}) {
    if (document.has(name)) throw invalid_client_metadata("it has a " + std::string(name));
  }
  const std::string method = document.string("token_endpoint_auth_method");
  if (method.starts_with("client_secret_")) throw invalid_client_metadata(method + " needs a secret");
}

RegisteredClient client_of(const std::string& client_id, const std::string& text, const AuthorizationServer& server) {
  const JsonObject document = JsonObject::parse(text, "the document", ErrorKind::protocol);
  if (document.string("client_id") != client_id) throw invalid_client_metadata("its client_id is not its own address");
  refuse_secrets(document);
  ClientMetadata metadata = read_client_metadata(document, server.authority.has_value());
  if (metadata.token_endpoint_auth_method.empty()) metadata.token_endpoint_auth_method = "none";
  return described_client(client_id, metadata, server.now());
}

Refusal no_good_document(const std::string& client_id, const std::string& why) {
  return {400, "invalid_client", "the client's metadata at " + printable(client_id) + ": " + printable(why)};
}

}  // namespace

void read_metadata_document(AuthorizationServer& server, const std::string& client_id) {
  const auto url = Url::parse(client_id);
  if (!url || !server.options.client_metadata_documents) return;
  if (!may_be_client_id(*url)) throw no_good_document(client_id, "the address must be https and have a plain path");
  try {
    server.clients.put(client_of(client_id, server.fetch_document(*url), server));
  } catch (const Refusal& refusal) {
    throw no_good_document(client_id, refusal.description());
  } catch (const Error& error) {
    throw no_good_document(client_id, error.message());
  }
}

}  // namespace oauthctl::devserver
