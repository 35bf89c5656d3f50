#include "oauth/identity/expectation.h"

#include <charconv>
#include <cstdint>

#include "base/text.h"
#include "oauth/request_parameters.h"
#include "oauthctl/error.h"

namespace oauthctl {
namespace {

std::optional<std::chrono::seconds> seconds_in(const std::optional<std::string>& max_age) {
  if (!max_age) return std::nullopt;
  std::uint32_t seconds = 0;
  const char* end = max_age->data() + max_age->size();
  const auto [stop, failed] = std::from_chars(max_age->data(), end, seconds);
  if (failed != std::errc{} || stop != end)
    throw Error(ErrorKind::usage, "max_age must be a number of seconds, not \"" + printable(*max_age, 40) + '"');
  return std::chrono::seconds(seconds);
}

/// RFC 6749 §3.1: the server could read the repetition that we do not check.
void refuse_repeated(const Params& parameters) {
  for (const char* name : {"max_age", "acr_values", "claims"}) {
    if (parameters.count(name) > 1)
      throw Error(ErrorKind::usage, std::string(name) + " is asked for twice", "leave one of them out");
  }
}

/// Core §3.2.2.5: the response type `token` alone brings no ID token, whatever the scope says.
bool can_bring_id_token(const Params& parameters) {
  return asks_for_openid(parameters.get("scope")) && parameters.get("response_type") != "token";
}

}  // namespace

Expectation expectation_of(const Params& parameters) {
  refuse_repeated(parameters);
  Expectation expected;
  expected.needs_id_token = can_bring_id_token(parameters);
  expected.nonce = Secret(parameters.get("nonce"));
  expected.max_age = seconds_in(parameters.find("max_age"));
  expected.acr_values = words(parameters.get("acr_values"));
  if (expected.acr_values.empty()) expected.acr_values = essential_acr_values(parameters.get("claims"));
  if (expected.asks_how_the_person_signed_in() && !expected.needs_id_token) {
    throw Error(ErrorKind::usage, "max_age and acr_values are checked in an ID token, and none was asked for",
                "add openid to --scope");
  }
  return expected;
}

Expectation no_expectation() {
  return {};
}

bool lacks_id_token(const Expectation& expected, const std::string& granted_scope) {
  if (expected.asks_how_the_person_signed_in()) {
    throw Error(ErrorKind::protocol, "the server sent no ID token, so it does not say how the person signed in",
                "leave out --max-age and --acr-values if the server does not know OpenID Connect");
  }
  return expected.needs_id_token && (granted_scope.empty() || asks_for_openid(granted_scope));
}

}  // namespace oauthctl
