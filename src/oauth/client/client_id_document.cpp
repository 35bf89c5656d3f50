#include "oauth/client/client_id_document.h"

#include <nlohmann/json.hpp>

#include "base/json.h"
#include "base/text.h"
#include "base/url.h"
#include "model/server/destination.h"
#include "oauthctl/error.h"

namespace oauthctl {

bool is_document_url(const std::string& client_id) {
  const auto url = Url::parse(client_id);
  return url && is_safe_endpoint(*url) && url->path.size() > 1 && !url->fragment;
}

std::string client_id_document(const std::string& url, const std::string& client_name,
                               const std::vector<std::string>& redirect_uris) {
  if (!is_document_url(url) || !url.starts_with("https://") || !Destination::of(url)) {
    throw Error(ErrorKind::usage, "'" + printable(url, 100) + "' cannot be the address of a client's metadata document",
                "write it as https://host/path, without a user name, a fragment or dot segments");
  }
  // Some servers ignore the port of a loopback redirect URI (RFC 8252 §7.3) by its number alone, others by its name.
  static const std::vector<std::string> any_port = {"http://127.0.0.1/callback", "http://localhost/callback"};
  const nlohmann::ordered_json document = {{"client_id", url},
                                           {"client_name", client_name.empty() ? "oauthctl" : client_name},
                                           {"redirect_uris", redirect_uris.empty() ? any_port : redirect_uris},
                                           {"grant_types", {"authorization_code", "refresh_token"}},
                                           {"response_types", {"code"}},
                                           {"token_endpoint_auth_method", "none"},
                                           {"application_type", "native"}};
  return to_text(document, 2) + '\n';
}

}  // namespace oauthctl
