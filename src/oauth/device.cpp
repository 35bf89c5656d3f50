#include "oauth/device.h"

#include <algorithm>
#include <cstdint>

#include "base/text.h"
#include "base/url.h"
#include "oauth/endpoint.h"
#include "oauth/oauth_error.h"
#include "oauth/pkce.h"
#include "oauth/request_parameters.h"

namespace oauthctl {
namespace {

using namespace std::chrono_literals;
using std::chrono::seconds;

constexpr const char* who = "the device authorization endpoint";

constexpr std::string_view owned[] = {"client_id",
                                      "scope",
                                      "client_secret",
                                      "client_assertion",
                                      "client_assertion_type",
                                      "code_challenge",
                                      "code_challenge_method"};

constexpr seconds shortest_interval = 1s;
constexpr seconds longest_interval = 60s;
/// Beyond this an expires_in is no promise, and adding it to the time could overflow.
constexpr std::int64_t longest_life = 86400;

/// A person is sent there, so it must not be another program's business (`file:`, `javascript:`).
std::string safe_uri(const JsonObject& answer, const char* name) {
  const std::string text = answer.string(name);
  if (text.empty()) return {};
  const auto url = Url::parse(text);
  if (!url || !is_safe_endpoint(*url)) answer.fail(name, "must be an https URL (or http on a loopback host)");
  return url->text();
}

std::string verification_uri(const JsonObject& answer) {
  // Google writes verification_url, as the drafts of the RFC did.
  const char* name =
      !answer.has("verification_uri") && answer.has("verification_url") ? "verification_url" : "verification_uri";
  answer.required_string(name);
  return safe_uri(answer, name);
}

std::string user_code(const JsonObject& answer) {
  std::string code = printable(answer.required_string("user_code"), 60);
  if (code.find_first_not_of(' ') == std::string::npos) answer.fail("user_code", "has nothing that can be read");
  return code;
}

seconds expires_in(const JsonObject& answer) {
  const auto given = answer.integer("expires_in");
  if (!given) answer.fail("expires_in", "is missing");
  return seconds(std::clamp<std::int64_t>(*given, 0, longest_life));
}

seconds interval(const JsonObject& answer) {
  const auto given = answer.integer("interval").value_or(5);
  return seconds(std::clamp<std::int64_t>(given, shortest_interval.count(), longest_interval.count()));
}

std::string word_of(const Error& error) {
  return error.answer() ? error.answer()->error : "";
}

}  // namespace

Secret device_code_verifier(const ServerMetadata& server, const Entropy& entropy) {
  const auto& methods = server.code_challenge_methods_supported;
  return std::find(methods.begin(), methods.end(), "S256") == methods.end() ? Secret() : random_text(entropy);
}

HttpRequest device_authorization_request(const Party& party, const ClientAuth& auth, const std::string& scope,
                                         const Params& extra, const Secret& code_verifier) {
  Params body = extra_params(party.client, extra, owned);
  // RFC 8628 §3.1: also where the client authenticates in the header.
  body.add("client_id", party.client.client_id);
  if (!scope.empty()) body.add("scope", scope);
  add_target(body, party.client);
  if (!code_verifier.empty()) {
    body.add("code_challenge", code_challenge(code_verifier));
    body.add("code_challenge_method", "S256");
  }
  return form_post(party, &ServerMetadata::device_authorization_endpoint, "device_authorization_endpoint", auth,
                   std::move(body));
}

Expectation device_expectation(const Client& client, const std::string& scope, const Params& extra) {
  Params asked = extra_params(client, extra, owned);
  asked.add("scope", scope);
  return expectation_of(asked);
}

DeviceAuthorization parse_device_authorization_response(const HttpResponse& response) {
  // GitHub answers an error with 200.
  const OAuthError error = oauth_error(response);
  if (!error.error.empty()) throw error_of(error, Presented::fresh_grant);
  require_judgement(response, who);
  if (is_refusal(response)) {
    throw Error(ErrorKind::protocol, std::string(who) + " answered HTTP " + std::to_string(response.status),
                "choose another grant with --flow");
  }
  const JsonObject answer = json_answer(response, who);
  DeviceAuthorization asked;
  asked.device_code = Secret(answer.required_string("device_code"));
  asked.user_code = user_code(answer);
  asked.verification_uri = verification_uri(answer);
  asked.verification_uri_complete = safe_uri(answer, "verification_uri_complete");
  asked.expires_in = expires_in(answer);
  asked.interval = interval(answer);
  return asked;
}

bool is_pending(const Error& error) {
  return word_of(error) == "authorization_pending" || word_of(error) == "slow_down";
}

std::optional<seconds> next_interval(seconds interval, const Error& error) {
  if (is_pending(error)) return word_of(error) == "slow_down" ? interval + 5s : interval;
  if (error.kind() != ErrorKind::unavailable) return std::nullopt;
  // §3.5 asks for an exponential backoff where the server cannot be reached.
  return std::max(interval, std::min(interval * 2, longest_interval));
}

}  // namespace oauthctl
