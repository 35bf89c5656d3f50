#include "oauthctl/token_request.h"

#include "oauth/form_post.h"

namespace oauthctl {
namespace {

Params parameters(const CodeGrant& grant) {
  return {{"grant_type", "authorization_code"},
          {"code", grant.code.code().reveal()},
          {"redirect_uri", grant.code.redirect_uri()},
          {"code_verifier", grant.code.code_verifier().reveal()}};
}

Params parameters(const RefreshGrant& grant) {
  Params body{{"grant_type", "refresh_token"}, {"refresh_token", grant.refresh_token.reveal()}};
  if (!grant.scope.empty()) body.add("scope", grant.scope);
  return body;
}

}  // namespace

Presented presented_by(const Grant& grant) {
  return std::holds_alternative<RefreshGrant>(grant) ? Presented::refresh_token : Presented::fresh_grant;
}

HttpRequest token_request(const ServerMetadata& server, const Client& client, const ClientAuth& auth,
                          const Grant& grant) {
  Params body = std::visit([](const auto& g) { return parameters(g); }, grant);
  HttpRequest request =
      form_post(server, &ServerMetadata::token_endpoint, "token_endpoint", client, auth, std::move(body));
  request.may_repeat = !std::holds_alternative<CodeGrant>(grant);
  request.interruptible = !std::holds_alternative<RefreshGrant>(grant);
  return request;
}

}  // namespace oauthctl
