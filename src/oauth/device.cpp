#include "oauth/device.h"

#include <algorithm>
#include <cmath>
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

constexpr const char* device_endpoint_name = "the device authorization endpoint";

constexpr std::string_view owned_by_device_request[] = {"client_id",
                                                        "scope",
                                                        "client_secret",
                                                        "client_assertion",
                                                        "client_assertion_type",
                                                        "code_challenge",
                                                        "code_challenge_method"};

constexpr seconds shortest_interval = 1s;
constexpr seconds longest_interval = 60s;
/// A larger expires_in is not credible, and adding it to the time could overflow.
constexpr double longest_code_life = 86400;

/// Empty for a URL that nobody must be sent to: another program could open it (`file:`, `javascript:`).
std::string safe_uri(const std::string& text, const std::string& asked) {
  return may_name(asked, text) ? Url::parse(text)->text() : "";
}

std::string verification_uri(const JsonObject& answer, const std::string& asked) {
  // Google writes verification_url, as the drafts of the RFC did.
  const char* name =
      !answer.has("verification_uri") && answer.has("verification_url") ? "verification_url" : "verification_uri";
  std::string uri = safe_uri(answer.required_string(name), asked);
  if (uri.empty()) answer.fail(name, "must be an https URL (or http on a loopback host)");
  return uri;
}

std::string user_code(const JsonObject& answer) {
  std::string code = printable(answer.identifier("user_code"), 60);
  if (code.empty()) answer.fail("user_code", "is missing");
  if (code.find_first_not_of(' ') == std::string::npos) answer.fail("user_code", "has nothing that can be read");
  return code;
}

seconds code_lifetime(const JsonObject& answer) {
  const auto given = answer.number("expires_in");
  if (!given) answer.fail("expires_in", answer.has("expires_in") ? "must be a number of seconds" : "is missing");
  return seconds(static_cast<std::int64_t>(std::clamp(*given, 0.0, longest_code_life)));
}

seconds interval(const JsonObject& answer) {
  const double given = std::ceil(answer.number("interval").value_or(5));
  return seconds(
      static_cast<std::int64_t>(std::clamp<double>(given, shortest_interval.count(), longest_interval.count())));
}

/// An `error` counts even beside a code. Other members that look like an error do not.
bool has_device_code(const HttpResponse& response) {
  if (!is_success(response) || !is_json(response)) return false;
  const JsonObject answer = json_answer(response, device_endpoint_name);
  return answer.has("device_code") && answer.shown("error").empty();
}

/// Codes that end the wait, whatever the description says.
constexpr const char* final_codes[] = {"access_denied",  "authorization_declined", "expired_token",
                                       "invalid_client", "unauthorized_client",    "unsupported_grant_type",
                                       "invalid_scope"};

bool says(const std::string& text, std::initializer_list<const char*> phrases) {
  return std::any_of(phrases.begin(), phrases.end(),
                     [&](const char* phrase) { return text.find(phrase) != std::string::npos; });
}

/// The person is not done yet: a code of RFC 8628 §3.5, or a server's own clear words (WSO2, Facebook).
std::string word_of(const Error& error) {
  if (!error.answer()) return {};
  const OAuthError& answer = *error.answer();
  const auto is_code = [&](const char* code) { return answer.error == code; };
  if (answer.error == "authorization_pending" || answer.error == "slow_down") return answer.error;
  if (std::any_of(std::begin(final_codes), std::end(final_codes), is_code)) return answer.error;
  const std::string words = to_lower(answer.error + ' ' + answer.error_description);
  if (says(words, {"not pending", "no longer pending", "no pending", "no authorization", "no request", "expired",
                   "denied", "declined"}))
    return answer.error;
  if (says(words, {"slow down", "too frequently", "too fast"})) return "slow_down";
  return says(words, {"pending", "not yet authorized", "not yet been authorized", "not yet approved"})
             ? "authorization_pending"
             : answer.error;
}

}  // namespace

Secret device_code_verifier(const ServerMetadata& server, const Entropy& entropy) {
  const auto& methods = server.code_challenge_methods_supported;
  return contains(methods, "S256") ? random_text(entropy) : Secret();
}

HttpRequest device_authorization_request(const Party& party, const ClientAuth& auth, const std::string& scope,
                                         const Params& extra, const Secret& code_verifier) {
  Params body = extra_params(party.client, extra, owned_by_device_request);
  // RFC 8628 §3.1: needed even if the client authenticates in the header.
  body.add("client_id", party.client.client_id);
  const std::string& member = party.client.rules.device_scope_member;
  if (!scope.empty()) body.add(member.empty() ? "scope" : member, spelled_scope(scope, party.client));
  add_target(body, party.client);
  if (!code_verifier.empty()) {
    body.add("code_challenge", code_challenge(code_verifier));
    body.add("code_challenge_method", "S256");
  }
  return form_post(party, &ServerMetadata::device_authorization_endpoint, "device_authorization_endpoint", auth,
                   std::move(body));
}

Params device_parameters(const Client& client, const std::string& scope, const Params& extra) {
  Params asked = extra_params(client, extra, owned_by_device_request);
  asked.add("scope", scope);
  return asked;
}

DeviceAuthorization parse_device_authorization_response(const HttpResponse& response) {
  require_not_throttled(response, device_endpoint_name);
  // GitHub answers an error with 200.
  const OAuthError error = oauth_error(response);
  if (!error.error.empty() && !has_device_code(response)) throw error_of(error, Presented::fresh_grant);
  require_judgement(response, device_endpoint_name);
  if (is_refusal(response)) {
    throw Error(
        ErrorKind::protocol,
        std::string(device_endpoint_name) + " answered HTTP " + std::to_string(response.status) + said_by(response),
        "choose another grant with --flow");
  }
  const JsonObject answer = json_answer(response, device_endpoint_name);
  DeviceAuthorization asked;
  asked.device_code = Secret(answer.required_string("device_code"));
  asked.user_code = user_code(answer);
  asked.verification_uri = verification_uri(answer, response.url);
  // Without it a person types the code.
  asked.verification_uri_complete = safe_uri(answer.shown("verification_uri_complete"), response.url);
  asked.expires_in = code_lifetime(answer);
  asked.interval = interval(answer);
  return asked;
}

bool is_pending(const Error& error) {
  return word_of(error) == "authorization_pending" || word_of(error) == "slow_down";
}

std::optional<seconds> next_interval(seconds interval, const Error& error) {
  if (is_pending(error)) return word_of(error) == "slow_down" ? interval + 5s : interval;
  if (error.kind() != ErrorKind::unavailable) return std::nullopt;
  // §3.5 asks for an exponential backoff if the server cannot be reached.
  return std::max(interval, std::min(interval * 2, longest_interval));
}

}  // namespace oauthctl
