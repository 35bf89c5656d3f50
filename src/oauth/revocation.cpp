#include "oauth/revocation.h"

#include "oauth/form_post.h"
#include "oauth/oauth_error.h"
#include "oauth/response_body.h"

namespace oauthctl {
namespace {

constexpr const char* who = "the revocation endpoint";

}  // namespace

HttpRequest revocation_request(const ServerMetadata& server, const Client& client, const ClientAuth& auth,
                               const Secret& token, const std::string& token_type_hint) {
  Params body{{"token", token.reveal()}, {"token_type_hint", token_type_hint}};
  return form_post(server, &ServerMetadata::revocation_endpoint, "revocation_endpoint", client, auth, std::move(body));
}

std::string parse_revocation_response(const HttpResponse& response) {
  if (is_success(response)) return "";
  std::string status = std::string(who) + " answered HTTP " + std::to_string(response.status);
  const OAuthError error = oauth_error(response);
  return error.error.empty() ? status : status + ", " + in_words(error);
}

}  // namespace oauthctl
