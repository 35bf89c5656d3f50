#include "conversation.h"

#include <stdexcept>

#include "base/base64.h"

namespace oauthctl::testing {
namespace {

Answer received(const httplib::Result& result) {
  if (!result) throw std::runtime_error("no answer: " + httplib::to_string(result.error()));
  return {result->status, result->headers, result->body};
}

Params with_changes(Params params, const Params& changes) {
  for (const auto& [name, value] : changes) params.set(name, value);
  return params;
}

}  // namespace

std::string Answer::header(const std::string& name) const {
  const auto found = headers.find(name);
  return found == headers.end() ? "" : found->second;
}

std::string Answer::error() const {
  const auto parsed = nlohmann::json::parse(body, nullptr, false);
  return parsed.is_object() ? parsed.value("error", "") : "";
}

Params Answer::location() const {
  const std::string url = header("Location");
  const auto mark = url.find('?');
  return mark == std::string::npos ? Params{} : form_decode(url.substr(mark + 1));
}

Answer get(const DevServer& server, const std::string& path, const httplib::Headers& headers) {
  httplib::Client http(server.issuer());
  http.set_url_encode(false);
  return received(http.Get(path, headers));
}

Answer post(const DevServer& server, const std::string& path, const Params& form, const httplib::Headers& headers) {
  httplib::Client http(server.issuer());
  return received(http.Post(path, headers, form_encode(form), "application/x-www-form-urlencoded"));
}

Answer post_json(const DevServer& server, const std::string& path, const nlohmann::json& body) {
  httplib::Client http(server.issuer());
  return received(http.Post(path, body.dump(), "application/json"));
}

httplib::Headers basic(const std::string& id, const std::string& secret) {
  return {{"Authorization", "Basic " + base64_encode(id + ":" + secret)}};
}

httplib::Headers basic(const DevServer& server) {
  const auto client = server.client();
  return basic(client.at("client_id"), client.at("client_secret"));
}

httplib::Headers bearer(const std::string& token) {
  return {{"Authorization", "Bearer " + token}};
}

Params authorization_request(const Params& changes) {
  const Params request{{"response_type", "code"},        {"client_id", "oauthctl-dev"},
                       {"redirect_uri", redirect_uri},   {"state", "s t&te"},
                       {"scope", "openid api.read"},     {"code_challenge", code_challenge},
                       {"code_challenge_method", "S256"}};
  return with_changes(request, changes);
}

Answer authorize(const DevServer& server, const Params& request) {
  return get(server, "/authorize?" + form_encode(request));
}

std::string new_code(const DevServer& server, const Params& changes) {
  return authorize(server, authorization_request(changes)).location().get("code");
}

Answer redeem(const DevServer& server, const std::string& code) {
  return post(server, "/token",
              {{"grant_type", "authorization_code"},
               {"code", code},
               {"redirect_uri", redirect_uri},
               {"code_verifier", code_verifier}},
              basic(server));
}

Answer refresh(const DevServer& server, const std::string& refresh_token) {
  return post(server, "/token", {{"grant_type", "refresh_token"}, {"refresh_token", refresh_token}}, basic(server));
}

nlohmann::json sign_in(const DevServer& server, const Params& changes) {
  return redeem(server, new_code(server, changes)).json();
}

}  // namespace oauthctl::testing
