#include "session/front_channel.h"

#include "oauth/encrypted_response.h"
#include "oauth/front_channel.h"
#include "session/id_token.h"

namespace oauthctl {

bool comes_in_fragment(const ResponseType& response_type, const Client& client) {
  return response_type.has_tokens() && !client.response_mode.starts_with("form_post");
}

void warn_of_front_channel(const ResponseType& response_type, const Services& services) {
  const std::string what = response_type.token ? "an access token" : "an ID token";
  const std::string renewal = response_type.code ? "" : ", and nothing that renews it";
  services.notices.warning("response type " + response_type.text() + " sends " + what +
                           " through the browser, where others can read it (RFC 9700 §2.1.2)" + renewal +
                           ": use --response-type code where the server offers it");
}

FrontChannel read_front_channel(const LoginPlan& plan, const AuthorizationRequest& asked, const Params& answer,
                                IdTokenContext expected, const Services& services) {
  const ServerMetadata& server = plan.record.server;
  FrontChannel front{check_front_channel(server, asked, answer, services.clock()), std::nullopt};
  TokenSet& tokens = front.tokens;
  if (tokens.id_token.empty()) return front;
  tokens.id_token = decrypted(tokens.id_token, id_token_encryption, plan.client);
  expected.from_browser = true;
  expected.access_token = tokens.access_token;
  expected.code = Secret(answer.get("code"));
  front.claims = check_id_token(tokens.id_token, server, plan.client, expected, services);
  if (!asked.response_type.token) tokens = as_only_token(tokens, *front.claims);
  return front;
}

}  // namespace oauthctl
