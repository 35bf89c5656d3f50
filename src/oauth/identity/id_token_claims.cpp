#include "oauth/identity/id_token_claims.h"

#include "base/base64.h"
#include "base/duration.h"
#include "base/text.h"
#include "base/utc.h"
#include "jose/digest.h"
#include "oauth/google.h"
#include "oauth/identity/jwt_response.h"

namespace oauthctl {
namespace {

using namespace std::chrono_literals;

/// How far the server's clock may differ from ours.
constexpr std::chrono::seconds leeway = 60s;

/// A token is made when it is requested, so an older one was made for another request.
constexpr std::chrono::hours oldest = 24h;

[[noreturn]] void refuse(const JsonObject& claims, const char* name, std::string_view found,
                         std::string_view expected) {
  claims.fail(name, "is " + in_quotes(found) + ", expected " + in_quotes(expected));
}

/// Says whose clock is wrong, if the server showed its own.
std::string clocks(const std::optional<TimePoint>& server_time, TimePoint now) {
  std::string text = "by this machine's clock it is " + format_utc(now);
  if (!server_time) return text;
  const auto ahead = *server_time - now;
  const auto apart = ahead < 0s ? -ahead : ahead;
  if (apart < 5s) return text + ", and by the server's too";
  return text + ", and the server's clock is " + describe(apart) + (ahead > 0s ? " ahead of it" : " behind it");
}

void refuse_time(const JsonObject& claims, const char* name, TimePoint found, const char* why,
                 const std::optional<TimePoint>& server_time, TimePoint now) {
  claims.fail(name, "is " + format_utc(found) + ", which is " + why + ": " + clocks(server_time, now));
}

void check_times(const JsonObject& claims, const IdTokenContext& context, TimePoint now) {
  check_expiry(claims, now, context.server_time);
  const TimePoint iat = required_time(claims, "iat");
  if (iat > now + leeway) refuse_time(claims, "iat", iat, "in the future", context.server_time, now);
  if (iat + oldest < now) refuse_time(claims, "iat", iat, "more than a day ago", context.server_time, now);
  const auto nbf = time_claim(claims, "nbf");
  if (nbf && *nbf > now + leeway) refuse_time(claims, "nbf", *nbf, "in the future", context.server_time, now);
}

void check_nonce(const JsonObject& claims, const IdTokenContext& context) {
  const Secret& sent = context.asked->nonce;
  if (sent.empty() && context.from_browser)
    claims.fail("nonce", "was not sent, and nothing else ties it to this sign-in");
  if (sent.empty()) return;
  if (!claims.has("nonce")) {
    throw Error(ErrorKind::protocol, claims.source() + ": \"nonce\" is missing, though one was sent",
                "if this server never sends it back (LinkedIn), sign in without the scope openid");
  }
  if (Secret(claims.string("nonce")) != sent)
    claims.fail("nonce", "is " + in_quotes(claims.string("nonce")) + ", which is not the one that was sent");
}

/// Core §3.1.3.6: the left half of the hash that the token's own signature uses.
void check_hash(const JsonObject& claims, const char* name, const Secret& hashed, const SignatureAlgorithm& algorithm,
                bool is_required) {
  if (hashed.empty()) return;
  if (is_required && !claims.has(name)) claims.fail(name, "is missing, though the token came through the browser");
  if (!claims.has(name)) return;
  const std::string whole = digest(algorithm.digest, hashed.reveal());
  const std::string expected = base64url_encode(std::string_view(whole).substr(0, whole.size() / 2));
  if (claims.string(name) != expected) refuse(claims, name, claims.string(name), expected);
}

/// Core §3.3.3.6: otherwise somebody could combine another person's code with this person's ID token.
void check_same_login(const JsonObject& claims, const std::optional<IdTokenClaims>& beside_code) {
  if (!beside_code) return;
  const auto require_same = [&](const char* name, const std::string& before) {
    if (claims.string(name) != before)
      claims.fail(name, "is " + in_quotes(claims.string(name)) + ", but in the ID token beside the code it is " +
                            in_quotes(before));
  };
  require_same("iss", beside_code->iss);
  require_same("sub", beside_code->account.sub);
}

void check_auth_time(const JsonObject& claims, const IdTokenContext& context, TimePoint now) {
  const auto& max_age = context.asked->max_age;
  if (!max_age) return;
  const auto auth_time = time_claim(claims, "auth_time");
  if (!auth_time) claims.fail("auth_time", "is missing, though max_age was asked for");
  if (*auth_time + *max_age + leeway < now)
    refuse_time(claims, "auth_time", *auth_time, ("more than max_age (" + describe(*max_age) + ") ago").c_str(),
                context.server_time, now);
}

void check_acr(const JsonObject& claims, const std::vector<std::string>& acr_values) {
  // UAA sends an object here, which does not matter unless acr was asked for.
  if (acr_values.empty()) return;
  const std::string acr = claims.string("acr");
  if (acr.empty()) claims.fail("acr", "is missing, expected " + in_quotes(join(acr_values, " or ")));
  if (!contains(acr_values, acr)) refuse(claims, "acr", acr, join(acr_values, " or "));
}

}  // namespace

void check_issuer(const JsonObject& claims, const ServerMetadata& server) {
  const std::string iss = claims.required_string("iss");
  // Some of Google's tokens leave the scheme out (its OpenID Connect guide, "validating an ID token").
  if (is_google(server) && iss == "accounts.google.com") return;
  // If a client file names only endpoints, there is nothing to compare with.
  if (!server.issuer.empty() && iss != server.issuer) refuse(claims, "iss", iss, server.issuer);
}

void check_audience(const JsonObject& claims, const Client& client) {
  const auto aud = audiences(claims);
  if (!contains(aud, client.client_id)) refuse(claims, "aud", join(aud), client.client_id);
  const std::string azp = claims.string("azp");
  if (azp.empty() && aud.size() > 1) claims.fail("azp", "is missing, though \"aud\" is " + in_quotes(join(aud)));
  if (!azp.empty() && azp != client.client_id) refuse(claims, "azp", azp, client.client_id);
}

void check_expiry(const JsonObject& claims, TimePoint now, const std::optional<TimePoint>& server_time) {
  const TimePoint exp = required_time(claims, "exp");
  if (exp + leeway <= now) refuse_time(claims, "exp", exp, "past", server_time, now);
}

IdTokenClaims read_claims(const JsonObject& claims) {
  IdTokenClaims read;
  read.iss = claims.required_string("iss");
  read.aud = audiences(claims);
  read.nonce = Secret(claims.string("nonce"));
  read.expires_at = time_claim(claims, "exp");
  // All except `sub` are only shown. ADFS and B2C write an array of addresses.
  read.account = {claims.required_string("sub"), claims.shown("name"), claims.shown("preferred_username"),
                  claims.shown("email")};
  return read;
}

void check_claims(const JsonObject& claims, const SignatureAlgorithm& algorithm, const ServerMetadata& server,
                  const Client& client, const IdTokenContext& context, TimePoint now) {
  if (!context.asked) throw Error(ErrorKind::internal, "an ID token cannot be checked without what was asked for");
  check_issuer(claims, server);
  check_audience(claims, client);
  check_times(claims, context, now);
  check_nonce(claims, context);
  check_hash(claims, "at_hash", context.access_token, algorithm, context.from_browser);
  check_hash(claims, "c_hash", context.code, algorithm, context.from_browser);
  check_same_login(claims, context.beside_code);
  check_auth_time(claims, context, now);
  check_acr(claims, context.asked->acr_values);
}

}  // namespace oauthctl
