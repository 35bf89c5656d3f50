#include "oauth/front_channel_request.h"

#include <algorithm>

#include "base/text.h"
#include "oauthctl/error.h"

namespace oauthctl {
namespace {

/// In what order a server names the words of a type is its own affair (Multiple Response Types §3).
bool is_named_by(const std::string& supported, const ResponseType& response_type) {
  auto named = words(supported);
  auto asked = words(response_type.text());
  std::sort(named.begin(), named.end());
  std::sort(asked.begin(), asked.end());
  return named == asked;
}

void require_supported(const ServerMetadata& server, const ResponseType& response_type) {
  const auto& supported = server.response_types_supported;
  const bool offered = std::any_of(supported.begin(), supported.end(),
                                   [&](const std::string& one) { return is_named_by(one, response_type); });
  if (offered || supported.empty()) return;
  throw Error(ErrorKind::usage,
              "the server does not offer the response type " + response_type.text() + ", but " +
                  printable(join(supported, ", ")),
              "oauthctl login --response-type code, or one that it offers");
}

/// Multiple Response Types §2.1, JARM §2.3.1: a query ends up in logs, histories and Referer fields.
void require_safe_mode(const Client& client, const ResponseType& response_type) {
  if (client.response_mode != "query" && client.response_mode != "query.jwt") return;
  throw Error(ErrorKind::usage,
              "response_mode " + client.response_mode + " would put the tokens of response type " +
                  response_type.text() + " into logs",
              "leave \"response_mode\" out of the secrets file, or take form_post");
}

}  // namespace

bool asks_for_openid(const std::string& scope) {
  const auto scopes = words(scope);
  return std::find(scopes.begin(), scopes.end(), "openid") != scopes.end();
}

void require_sound_request(const ServerMetadata& server, const Client& client, const std::string& scope,
                           const ResponseType& response_type) {
  require_supported(server, response_type);
  require_safe_mode(client, response_type);
  if (response_type.id_token && !asks_for_openid(scope)) {
    throw Error(ErrorKind::usage, "response type " + response_type.text() + " needs the scope openid",
                "oauthctl login --scope \"openid …\"");
  }
  // RFC 9449 has no way to bind what the authorization endpoint issues.
  if (response_type.token && client.dpop_bound_access_tokens) {
    throw Error(ErrorKind::usage,
                "response type " + response_type.text() + " brings an access token that is bound to no DPoP key",
                "take --response-type code, or dpop_bound_access_tokens out of the secrets file");
  }
}

}  // namespace oauthctl
