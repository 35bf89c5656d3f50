#include "conversation.h"

#include <curl/curl.h>

#include <memory>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "base/base64.h"
#include "base/text.h"

namespace oauthctl::testing {
namespace {

constexpr std::size_t longest_body = 1 << 20;

/// The pieces end with an error where a body does not.
std::size_t add_piece(char* piece, std::size_t, std::size_t size, void* body) {
  auto& received = *static_cast<std::string*>(body);
  received.append(piece, size);
  return received.size() < longest_body ? size : 0;
}

std::size_t add_header(char* line, std::size_t, std::size_t size, void* headers) {
  const std::string_view text(line, size);
  const auto colon = text.find(": ");
  if (colon == std::string_view::npos) return size;
  const auto value = text.substr(colon + 2, text.find('\r') - colon - 2);
  static_cast<Params*>(headers)->add(to_lower(text.substr(0, colon)), std::string(value));
  return size;
}

curl_slist* header_lines(const Params& headers) {
  curl_slist* lines = nullptr;
  for (const auto& [name, value] : headers) {
    // `Name:` would remove the header; `Name;` sends it empty.
    lines = curl_slist_append(lines, (name + (value.empty() ? ";" : ": " + value)).c_str());
  }
  return lines;
}

Params with_changes(Params params, const Params& changes) {
  for (const auto& [name, value] : changes) params.set(name, value);
  return params;
}

}  // namespace

std::string Answer::error() const {
  const auto parsed = nlohmann::json::parse(body, nullptr, false);
  return parsed.is_object() ? parsed.value("error", "") : "";
}

Params Answer::location() const {
  const std::string url = header("location");
  const auto mark = url.find('?');
  return mark == std::string::npos ? Params{} : form_decode(url.substr(mark + 1));
}

Answer send(const char* method, const std::string& url, const Params& headers, const std::string& body) {
  const std::unique_ptr<CURL, void (*)(CURL*)> curl(curl_easy_init(), curl_easy_cleanup);
  const std::unique_ptr<curl_slist, void (*)(curl_slist*)> lines(header_lines(headers), curl_slist_free_all);
  Answer answer;
  const auto set = [&](CURLoption option, auto value) { curl_easy_setopt(curl.get(), option, value); };
  set(CURLOPT_URL, url.c_str());
  set(CURLOPT_PROXY, "");
  set(CURLOPT_TIMEOUT, 30L);
  set(CURLOPT_HTTPHEADER, lines.get());
  set(CURLOPT_WRITEFUNCTION, add_piece);
  set(CURLOPT_WRITEDATA, &answer.body);
  set(CURLOPT_HEADERFUNCTION, add_header);
  set(CURLOPT_HEADERDATA, &answer.headers);
  if (!body.empty()) set(CURLOPT_POSTFIELDS, body.c_str());
  set(CURLOPT_NOBODY, method == std::string("HEAD") ? 1L : 0L);
  set(CURLOPT_CUSTOMREQUEST, method);
  const CURLcode code = curl_easy_perform(curl.get());
  if (code != CURLE_OK) throw std::runtime_error(std::string("no whole answer: ") + curl_easy_strerror(code));
  long status = 0;
  curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &status);
  answer.status = static_cast<int>(status);
  return answer;
}

Answer get(const DevServer& server, const std::string& path, const Params& headers) {
  return send("GET", server.issuer() + path, headers, "");
}

Answer post(const DevServer& server, const std::string& path, const Params& form, const Params& headers) {
  Params all = headers;
  all.add("Content-Type", "application/x-www-form-urlencoded");
  return send("POST", server.issuer() + path, all, form_encode(form));
}

Answer post_json(const DevServer& server, const std::string& path, const nlohmann::json& body, Params headers) {
  headers.add("Content-Type", "application/json");
  return send("POST", server.issuer() + path, headers, body.dump());
}

Params basic(const std::string& id, const std::string& secret) {
  return {{"Authorization", "Basic " + base64_encode(id + ":" + secret)}};
}

Params basic(const DevServer& server) {
  const auto client = server.client();
  return basic(client.at("client_id"), client.at("client_secret"));
}

Params bearer(const std::string& token) {
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
