#include "oauth/sign_out.h"

#include "base/text.h"
#include "base/url.h"
#include "oauth/endpoint.h"
#include "oauth/oauth_error.h"
#include "oauth/pkce.h"
#include "oauthctl/error.h"

namespace oauthctl {
EndSessionRequest begin_end_session(const Party& party, const Secret& id_token,
                                    const std::string& post_logout_redirect_uri, const Entropy& entropy) {
  const auto& text = required_endpoint(party.server, &ServerMetadata::end_session_endpoint, "end_session_endpoint");
  const auto endpoint = Url::parse(text);
  if (!endpoint || !is_safe_endpoint(*endpoint)) {
    throw Error(ErrorKind::usage, "\"end_session_endpoint\" must be an https URL (or http on a loopback host), not '" +
                                      printable(text, 100) + "'");
  }
  Params query{{"client_id", party.client.client_id}};
  EndSessionRequest request;
  request.endpoint = endpoint->text();
  if (!post_logout_redirect_uri.empty()) {
    request.state = random_text(entropy);
    query.add("post_logout_redirect_uri", post_logout_redirect_uri);
    query.add("state", request.state.reveal());
  }
  request.url = with_query(request.endpoint, form_encode(query));
  request.form = query;
  if (!id_token.empty()) request.form.add("id_token_hint", id_token.reveal());
  return request;
}

bool answers(const EndSessionRequest& request, const Params& query) {
  return !request.state.empty() && query.count("state") == 1 && Secret(query.get("state")) == request.state;
}

namespace {

constexpr const char* revocation_endpoint_name = "the revocation endpoint";

}  // namespace

HttpRequest revocation_request(const Party& party, const ClientAuth& auth, const Secret& token,
                               const std::string& token_type_hint) {
  Params body{{"token", token.reveal()}, {"token_type_hint", token_type_hint}};
  return form_post(party, &ServerMetadata::revocation_endpoint, "revocation_endpoint", auth, std::move(body));
}

std::string parse_revocation_response(const HttpResponse& response) {
  if (is_success(response)) return "";
  std::string status = std::string(revocation_endpoint_name) + " answered HTTP " + std::to_string(response.status);
  const OAuthError error = oauth_error(response);
  return error.error.empty() ? status : status + ", " + in_words(error);
}

}  // namespace oauthctl
