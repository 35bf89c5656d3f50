#include "oauth/oauth_error.h"

#include <algorithm>
#include <iterator>

#include "base/text.h"
#include "oauthctl/error.h"

namespace oauthctl {
namespace {

using enum ErrorKind;

struct ErrorMeaning {
  std::string_view error;
  ErrorKind fresh_grant;
  ErrorKind refresh_token;
  const char* hint = "";
};

constexpr const char* check_client = "check client_id, client_secret and token_endpoint_auth_method in the client file";
constexpr const char* check_registration = "check what is registered for this client at the server";
constexpr const char* try_again = "try again in a moment";

constexpr ErrorMeaning error_meanings[] = {
    // RFC 6749 §4.1.2.1 and §5.2
    {"invalid_request", refused, login_required},
    {"invalid_client", usage, usage, check_client},
    {"invalid_grant", refused, login_required},
    {"unauthorized_client", usage, usage, "allow this client the grant at the server, or choose another with --flow"},
    {"unsupported_grant_type", usage, usage, "choose a grant that the server offers with --flow"},
    {"unsupported_response_type", usage, usage, "allow this client the authorization code flow at the server"},
    {"invalid_scope", usage, usage, "ask for scopes that the server offers with --scope"},
    {"access_denied", refused, refused},
    {"server_error", unavailable, unavailable, try_again},
    {"temporarily_unavailable", unavailable, unavailable, try_again},
    // RFC 8628 §3.5. On a refresh, only the refresh token can have expired.
    {"authorization_pending", unavailable, unavailable, try_again},
    {"slow_down", unavailable, unavailable, try_again},
    {"expired_token", timeout, login_required, "start again, and finish the sign-in in time"},
    // RFC 8707 §2, RFC 9396 §5, OpenID Connect Core §3.1.2.6, RFC 7591 §3.2.2
    {"invalid_target", usage, usage, "check the resource and audience that are asked for"},
    {"invalid_authorization_details", usage, usage, "check the authorization_details that are asked for"},
    {"invalid_request_object", usage, usage, check_registration},
    {"invalid_request_uri", usage, usage, check_registration},
    {"request_not_supported", usage, usage, check_registration},
    {"request_uri_not_supported", usage, usage, check_registration},
    {"registration_not_supported", usage, usage, check_registration},
    {"invalid_redirect_uri", usage, usage, check_registration},
    {"invalid_client_metadata", usage, usage, check_registration},
    {"invalid_software_statement", usage, usage, check_registration},
    {"unapproved_software_statement", usage, usage, check_registration},
    // RFC 9449 §5, §8
    {"invalid_dpop_proof", protocol, protocol, "a proof has the time in it: check this machine's clock"},
    {"use_dpop_nonce", protocol, protocol},
    // GitHub's and Google's own words for what RFC 6749 calls invalid_client and invalid_grant.
    {"incorrect_client_credentials", usage, usage, check_client},
    {"bad_verification_code", refused, login_required},
    {"bad_refresh_token", refused, login_required},
    {"invalid_refresh_token", refused, login_required},
    {"invalid_code", refused, refused},
    // RFC 8628 §3.5 says access_denied; Microsoft uses its own word.
    {"authorization_declined", refused, refused},
    {"too_many_requests", unavailable, unavailable, try_again},
    {"rate_limited", unavailable, unavailable, try_again},
    {"ratelimited", unavailable, unavailable, try_again},
    {"redirect_uri_mismatch", usage, usage, "register the redirect URI of the client file at the server"},
};

const ErrorMeaning* meaning_of(std::string_view error) {
  const auto* found = std::find_if(std::begin(error_meanings), std::end(error_meanings),
                                   [&](const ErrorMeaning& m) { return m.error == error; });
  return found == std::end(error_meanings) ? nullptr : found;
}

/// Parameters that some servers require in token requests although the specification does not (Yahoo, athenahealth,
/// TikTok).
constexpr const char* wanted_by_some[] = {"redirect_uri", "client_key", "resource", "audience", "scope", "client_id"};

/// The parameter that is missing according to the server's words; null if they say something else.
const char* missing_parameter(const OAuthError& answer) {
  if (!answer.error.empty() && answer.error != "invalid_request") return nullptr;
  const std::string words = to_lower(answer.error_description);
  const auto says = [&](const char* text) { return words.find(text) != std::string::npos; };
  if (!says("missing") && !says("required") && !says("must be")) return nullptr;
  const auto* found = std::find_if(std::begin(wanted_by_some), std::end(wanted_by_some), says);
  return found == std::end(wanted_by_some) ? nullptr : *found;
}

Hint hint_for(const OAuthError& answer, ErrorKind kind, Presented presented) {
  if (const char* parameter = missing_parameter(answer)) {
    const char* grant = presented == Presented::refresh_token ? "refresh_token" : "authorization_code";
    return std::string("add it to the client file: \"token_params\": {\"") + grant + "\": {\"" + parameter +
           "\": \"…\"}}";
  }
  if (kind == login_required) return Hint::run("oauthctl login", "sign in again");
  const ErrorMeaning* meaning = meaning_of(answer.error);
  return meaning == nullptr ? "" : meaning->hint;
}

}  // namespace

ErrorKind kind_of(const OAuthError& answer, Presented presented) {
  const bool refresh = presented == Presented::refresh_token;
  // The grant may be valid: only a line in the client file is missing.
  if (refresh && missing_parameter(answer) != nullptr) return usage;
  if (const ErrorMeaning* meaning = meaning_of(answer.error))
    return refresh ? meaning->refresh_token : meaning->fresh_grant;
  // Any other answer to a refresh, even without an error code, means that the refresh token no longer works.
  if (refresh) return login_required;
  return answer.error.empty() ? protocol : refused;
}

Error error_of(const OAuthError& answer, Presented presented) {
  const ErrorKind kind = kind_of(answer, presented);
  return {kind, "the server answered " + in_words(answer), hint_for(answer, kind, presented), answer};
}

bool is_known_error(std::string_view error) {
  return meaning_of(error) != nullptr;
}

std::string in_words(const OAuthError& answer) {
  std::string words = answer.error.empty() ? "without an error code" : printable(answer.error, 60);
  if (!answer.error_description.empty()) words += ": " + printable(answer.error_description);
  return words;
}

}  // namespace oauthctl
