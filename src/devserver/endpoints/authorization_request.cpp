#include "devserver/endpoints/authorization_request.h"

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>

#include "base/base64.h"
#include "base/text.h"
#include "devserver/clients/response_types.h"
#include "devserver/endpoints/request_body.h"
#include "devserver/refusal.h"
#include "devserver/state/scopes.h"

namespace oauthctl::devserver {
namespace {

constexpr const char* default_scope = "openid profile email";

std::string single(const Params& params, const char* name) {
  if (params.count(name) > 1) throw invalid_request(std::string(name) + " is given twice");
  return params.get(name);
}

std::string read_redirect_uri(const RegisteredClient& client, const Params& params) {
  std::string asked = single(params, "redirect_uri");
  if (asked.empty()) {
    if (client.redirect_uris.size() == 1) return client.redirect_uris[0];
    throw invalid_request("redirect_uri is missing");
  }
  if (!client.may_redirect_to(asked)) {
    throw invalid_request("redirect_uri " + printable(asked) + " is not registered for this client, which has " +
                          (client.redirect_uris.empty() ? "none" : printable(join(client.redirect_uris, ", "))));
  }
  return asked;
}

std::string read_response_type(const RegisteredClient& client, const Params& params) {
  const std::string asked = params.get("response_type");
  if (asked.empty()) throw invalid_request("response_type is missing");
  const auto known = known_response_type(asked);
  if (!known) throw Refusal(400, "unsupported_response_type", "response_type must be one of response_types_supported");
  if (!client.may_ask_for(*known))
    throw unauthorized_client("the client is not registered for the response type " + *known);
  if (has_scope(*known, "code") && !client.may_use("authorization_code"))
    throw unauthorized_client("the client is not registered for authorization_code");
  return *known;
}

/// OpenID Connect Core §3.2.2.1: without a nonce, an attacker could put in an ID token of another sign-in.
void check_id_token_request(const Params& params, const std::string& response_type) {
  if (!has_scope(response_type, "id_token")) return;
  if (!has_scope(params.get("scope"), "openid")) throw invalid_request("an id_token needs the scope openid");
  if (params.get("nonce").empty()) throw invalid_request("an id_token through the browser needs a nonce");
}

void check_mode(const Params& params, const std::string& response_type) {
  const std::string response_mode = params.get("response_mode");
  if (!response_mode.empty() && !is_response_mode(response_mode)) {
    throw invalid_request("response_mode must be one of response_modes_supported");
  }
  if (is_in_query(response_mode) && brings_tokens(response_type))
    throw invalid_request("tokens are not sent in a query");
}

/// RFC 7636 and RFC 9700 §2.1.1: only S256, and a public client must use it.
std::string read_code_challenge(const RegisteredClient& client, const Params& params) {
  std::string challenge = params.get("code_challenge");
  if (challenge.empty()) {
    if (client.is_public()) throw invalid_request("code_challenge is missing: a public client needs PKCE");
    if (params.contains("code_challenge_method")) throw invalid_request("code_challenge is missing");
    return {};
  }
  if (params.get("code_challenge_method") != "S256") throw invalid_request("code_challenge_method must be S256");
  const auto digest = base64url_decode(challenge);
  if (!digest || digest->size() != 32) throw invalid_request("code_challenge must be a SHA-256 hash in base64url");
  return challenge;
}

std::string read_scope(const Params& params) {
  const std::string scope = params.get("scope");
  if (!is_supported(scope)) throw invalid_scope("scope has a word that is not in scopes_supported");
  return words(scope).empty() ? default_scope : join(words(scope));
}

std::string read_prompt(const Params& params) {
  std::string prompt = params.get("prompt");
  if (has_scope(prompt, "none") && words(prompt).size() > 1) {
    throw invalid_request("prompt=none cannot be combined with another value");
  }
  return prompt;
}

std::optional<std::chrono::seconds> read_max_age(const Params& params) {
  const std::string text = params.get("max_age");
  if (text.empty()) return std::nullopt;
  int seconds = -1;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  if (failed != std::errc{} || end != text.data() + text.size() || seconds < 0) {
    throw invalid_request("max_age must be a number of seconds");
  }
  return std::chrono::seconds(seconds);
}

/// A second factor would only be in the way of a test, so it is granted to every request that asks for it.
std::string read_acr(const Params& params) {
  return has_scope(params.get("acr_values"), "2") ? "2" : "";
}

/// OpenID Connect Core §5.5. The server only remembers them, for /demands/claims.
std::string read_claims(const Params& params) {
  std::string claims = params.get("claims");
  if (!claims.empty() && !nlohmann::json::parse(claims, nullptr, false).is_object())
    throw invalid_request("claims must be a JSON object");
  return claims;
}

/// Multiple Response Types §5 and JARM §2.3.4: the fragment is the default for tokens.
bool is_in_fragment(const std::string& mode, const std::string& response_type) {
  return mode.starts_with("fragment") || ((mode.empty() || mode == "jwt") && brings_tokens(response_type));
}

}  // namespace

Destination read_destination(Clients& clients, const Params& params) {
  const std::string client_id = single(params, "client_id");
  if (client_id.empty()) throw invalid_request("client_id is missing");
  const auto client = clients.find(client_id);
  if (!client) throw Refusal(400, "invalid_client", "no client is registered as " + printable(client_id));
  // A repeated state is not echoed: it is not clear which one is the client's.
  const std::string state = params.count("state") == 1 ? params.get("state") : "";
  // An error about the mode itself goes back in the default mode.
  const std::string asked = params.count("response_mode") == 1 ? params.get("response_mode") : "";
  const std::string mode = is_response_mode(asked) ? asked : "";
  return {*client,
          read_redirect_uri(*client, params),
          state,
          mode.starts_with("form_post"),
          mode.ends_with("jwt"),
          is_in_fragment(mode, params.get("response_type"))};
}

Params complete_answer(const Destination& destination, const std::string& issuer, Params answer) {
  if (!destination.state.empty()) answer.add("state", destination.state);
  answer.add("iss", issuer);
  return answer;
}

AuthorizationRequest read_authorization_request(const RegisteredClient& client, const Params& params) {
  refuse_repetition(params);
  const std::string response_type = read_response_type(client, params);
  check_id_token_request(params, response_type);
  check_mode(params, response_type);
  return {params.get("redirect_uri"),
          read_scope(params),
          has_scope(response_type, "code") ? read_code_challenge(client, params) : "",
          params.get("login_hint"),
          read_prompt(params),
          read_max_age(params),
          params.get("nonce"),
          response_type,
          read_acr(params),
          read_claims(params)};
}

}  // namespace oauthctl::devserver
