#include "oauth/sign_out.h"

#include <algorithm>
#include <nlohmann/json.hpp>

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

/// The way to authenticate at the revocation endpoint that the rules name.
ClientAuth authentication(const RevocationRules& rules, const ClientAuth& own, const Secret& token) {
  if (rules.authentication == "basic") return client_secret_basic();
  if (rules.authentication == "client_id") return public_client();
  if (rules.authentication == "none") return [](const Party&, Params&, HttpRequest&) {};
  if (rules.authentication != "bearer") return own;
  return [token](const Party&, Params&, HttpRequest& request) {
    request.headers.set("Authorization", "Bearer " + token.reveal());
  };
}

std::string replaced(std::string text, const Params& values, bool in_url) {
  for (const auto& [name, value] : values) {
    const std::string place = '{' + name + '}';
    for (std::size_t at = text.find(place); at != std::string::npos; at = text.find(place, at)) {
      const std::string shown = in_url ? form_encode(value) : value;
      text.replace(at, place.size(), shown);
      at += shown.size();
    }
  }
  return text;
}

/// `null` for an empty body, as Dropbox wants it.
std::string json_body(const Params& body) {
  nlohmann::json out;
  for (const auto& [name, value] : body) out[name] = value;
  return to_text(out);
}

HttpRequest own_revocation_request(const Party& party, const ClientAuth& auth, const Params& values) {
  const RevocationRules& rules = party.client.rules.revocation;
  HttpRequest request;
  request.method = rules.method.empty() ? "POST" : rules.method;
  request.url = replaced(rules.url, values, true);
  request.headers = {{"Accept", "application/json"}};
  for (const auto& [name, value] : party.client.rules.headers) request.headers.set(name, value);
  Params body;
  for (const auto& [name, value] : rules.body) body.add(name, replaced(value, values, false));
  auth(party, body, request);
  if (body.empty() && !rules.is_json) return request;
  request.headers.set("Content-Type", rules.is_json ? "application/json" : "application/x-www-form-urlencoded");
  request.body = Secret(rules.is_json ? json_body(body) : form_encode(body));
  return request;
}

}  // namespace

std::string why_not_revocable(const Party& party, const std::string& token_type) {
  const RevocationRules& rules = party.client.rules.revocation;
  const std::string in_browser = rules.page.empty() ? "" : "; revoke it at " + rules.page;
  if (rules.url.empty() && party.server.revocation_endpoint.empty())
    return "the server offers no revocation" + in_browser;
  if (rules.authentication == "basic" && party.client.client_secret.empty())
    return "the server revokes tokens only for a client with a secret" + in_browser;
  const auto& taken = rules.tokens;
  if (!taken.empty() && !contains(taken, token_type))
    return "the server revokes no " + std::string(token_type == "access_token" ? "access" : "refresh") + " tokens" +
           in_browser;
  return {};
}

HttpRequest revocation_request(const Party& party, const ClientAuth& auth, const Secret& token,
                               const std::string& token_type, const std::string& account_id) {
  const RevocationRules& rules = party.client.rules.revocation;
  const ClientAuth as = authentication(rules, auth, token);
  if (!rules.url.empty()) {
    const Params values{
        {token_type, token.reveal()}, {"client_id", party.client.client_id}, {"account_id", account_id}};
    return own_revocation_request(party, as, values);
  }
  Params body{{"token", token.reveal()}, {"token_type_hint", token_type}};
  return form_post(party, &ServerMetadata::revocation_endpoint, "revocation_endpoint", as, std::move(body));
}

namespace {

bool is_done(const HttpResponse& response, const RevocationRules& rules) {
  const auto& statuses = rules.success;
  const bool is_good = statuses.empty()
                           ? is_success(response)
                           : std::find(statuses.begin(), statuses.end(), response.status) != statuses.end();
  if (!is_good || rules.refused_if.empty()) return is_good;
  return !has_any(json_answer(response, revocation_endpoint_name), rules.refused_if);
}

}  // namespace

std::string parse_revocation_response(const HttpResponse& response, const RevocationRules& rules) {
  if (is_done(response, rules)) return "";
  std::string status = std::string(revocation_endpoint_name) + " answered HTTP " + std::to_string(response.status);
  const OAuthError error = oauth_error(response);
  return error.error.empty() ? status : status + ", " + in_words(error);
}

}  // namespace oauthctl
