#include "devserver/endpoints/presented_token.h"

#include <algorithm>

#include "base/text.h"
#include "devserver/endpoints/tokens/issued_terms.h"
#include "devserver/http/answers.h"
#include "devserver/state/scopes.h"
#include "devserver/tls/peer_certificate.h"

namespace oauthctl::devserver {
namespace {

constexpr const char* realm = " realm=\"oauthctl development server\"";

/// RFC 9110 §11.4.
struct Credentials {
  bool is_bearer = false;
  bool is_dpop = false;
  Secret token;
};

Credentials credentials_of(const Request& request) {
  const std::string header = request.header("Authorization");
  const auto blank = std::min(header.find(' '), header.size());
  const std::string scheme = to_lower(header.substr(0, blank));
  return {scheme == "bearer", scheme == "dpop", Secret(header.substr(std::min(blank + 1, header.size())))};
}

/// RFC 6750 §3: error_description is ASCII without quotes.
std::string quotable(std::string text) {
  std::replace_if(
      text.begin(), text.end(), [](char c) { return c < ' ' || c > '~' || c == '"' || c == '\\'; }, '\'');
  return text;
}

Refusal invalid_token(const char* why) {
  return {401, "invalid_token", why};
}

/// RFC 9449 §7: a bound token must not be used as a bearer token (§7.2), nor an unbound one with a proof.
void check_key(AuthorizationServer& server, const Request& request, Response& response, const Credentials& shown,
               const std::string& jkt) {
  if (shown.is_bearer) {
    if (!jkt.empty()) throw invalid_token("the access token is bound to a DPoP key: it is not a bearer token");
    return;
  }
  const std::string proven = proven_key(server, request, response, shown.token);
  if (proven.empty()) throw Refusal(401, "invalid_dpop_proof", "the DPoP proof is missing");
  if (proven != jkt) throw invalid_token("the access token is not bound to the key of the DPoP proof");
}

/// RFC 8705 §3.
void check_certificate(const Request& request, const std::string& x5t) {
  if (x5t.empty()) return;
  const auto shown = peer_certificate(request);
  if (!shown || shown->thumbprint() != x5t)
    throw invalid_token("the access token is bound to a certificate that the client does not show");
}

PresentedToken checked(AuthorizationServer& server, const Request& request, Response& response,
                       const Credentials& shown, std::string_view scope) {
  const auto token = server.grants.find_access_token(shown.token);
  if (!token) throw invalid_token("the access token is unknown, expired or revoked");
  Terms terms = server.terms.find(shown.token);
  check_key(server, request, response, shown, terms.jkt);
  check_certificate(request, terms.x5t);
  if (!is_within(scope, token->scope))
    throw Refusal(403, "insufficient_scope", "this needs the scope " + std::string(scope));
  return {*token, std::move(terms)};
}

/// RFC 6750 §3: no error code if the client did not know that it needs a token.
void ask_for_token(Response& response) {
  response.status = 401;
  response.add_header("WWW-Authenticate", std::string("Bearer") + realm);
  response.add_header("WWW-Authenticate",
                      std::string("DPoP") + realm + ", algs=\"" + join(dpop_signing_algorithms()) + '"');
}

}  // namespace

std::string greeting(const LiveToken& token) {
  return "hello, " + (token.username.empty() ? token.client_id : token.username);
}

void challenge(const Request& request, Response& response, const Refusal& refusal, const Params& more) {
  answer_refusal(response, refusal);
  std::string text = (credentials_of(request).is_dpop ? "DPoP" : "Bearer") + std::string(realm);
  text += ", error=\"" + refusal.error() + "\", error_description=\"" + quotable(refusal.description()) + '"';
  for (const auto& [name, value] : more) text += ", " + name + "=\"" + quotable(value) + '"';
  response.add_header("WWW-Authenticate", text);
}

std::optional<PresentedToken> presented_token(AuthorizationServer& server, const Request& request, Response& response,
                                              std::string_view scope) {
  const Credentials shown = credentials_of(request);
  if (!shown.is_bearer && !shown.is_dpop) {
    ask_for_token(response);
    return std::nullopt;
  }
  try {
    return checked(server, request, response, shown, scope);
  } catch (const Refusal& refusal) {
    // RFC 9449 §7.1 and §9: a wrong proof is a 401 here.
    const int status = refusal.status() == 400 ? 401 : refusal.status();
    // RFC 6750 §3: a client can ask a person for what is named.
    const bool names_scope = refusal.error() == "insufficient_scope";
    const Params more = names_scope ? Params{{"scope", std::string(scope)}} : Params{};
    challenge(request, response, Refusal(status, refusal.error(), refusal.description()), more);
    return std::nullopt;
  }
}

}  // namespace oauthctl::devserver
