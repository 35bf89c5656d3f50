#include "oauth/identity/introspection.h"

#include <algorithm>
#include <cstdint>

#include "base/text.h"
#include "base/utc.h"
#include "jose/jws.h"
#include "oauth/endpoint.h"
#include "oauth/identity/id_token_claims.h"
#include "oauth/identity/jwt_response.h"

namespace oauthctl {
namespace {

constexpr const char* introspection_endpoint_name = "the introspection endpoint";
/// RFC 9701 §5: the header's `typ`, and after `application/` the media type.
constexpr const char* signed_type = "token-introspection+jwt";

/// UAA and IdentityServer write an array. It is only shown.
std::string scope_of(const JsonObject& answer) {
  return answer.is_string("scope") ? answer.string("scope") : join(answer.list("scope"));
}

/// RFC 7662 §2.2: may be in quotes, and is only shown.
std::optional<TimePoint> shown_time(const JsonObject& answer, const char* name) {
  constexpr double end_of_time = 253'402'300'799.0;  // the year 9999
  const auto seconds = answer.number(name);
  if (!seconds) return std::nullopt;
  return TimePoint(std::chrono::seconds(static_cast<std::int64_t>(std::clamp(*seconds, 0.0, end_of_time))));
}

Introspection read_introspection(const JsonObject& answer) {
  const auto active = answer.boolean("active");
  if (!active) answer.fail("active", "is missing");
  Introspection said;
  said.active = *active;
  said.scope = scope_of(answer);
  said.client_id = answer.identifier("client_id");
  said.username = answer.shown("username");
  said.sub = answer.identifier("sub");
  said.iss = answer.shown("iss");
  said.exp = shown_time(answer, "exp");
  said.nbf = shown_time(answer, "nbf");
  return said;
}

}  // namespace

void require_consistent(const Introspection& said, const Party& party, TimePoint now) {
  constexpr std::chrono::seconds leeway{60};
  if (!said.active) return;
  const std::string active = answer_of(introspection_endpoint_name) + " says that the token is active, ";
  if (said.exp && *said.exp + leeway <= now)
    throw Error(ErrorKind::protocol, active + "and that it expired on " + format_utc(*said.exp));
  if (said.nbf && *said.nbf > now + leeway)
    throw Error(ErrorKind::protocol, active + "and that it is not valid before " + format_utc(*said.nbf));
  const std::string& issuer = party.server.issuer;
  if (!said.iss.empty() && !issuer.empty() && said.iss != issuer)
    throw Error(ErrorKind::protocol, active + "and that another server issued it: " + printable(said.iss, 100));
  const std::string& client_id = party.client.client_id;
  if (!said.client_id.empty() && !client_id.empty() && said.client_id != client_id)
    throw Error(ErrorKind::protocol,
                active + "and that it was issued to another client: " + printable(said.client_id, 100));
}

HttpRequest introspection_request(const Party& party, const ClientAuth& auth, const Secret& token) {
  Params body{{"token", token.reveal()}, {"token_type_hint", "access_token"}};
  HttpRequest request =
      form_post(party, &ServerMetadata::introspection_endpoint, "introspection_endpoint", auth, std::move(body));
  if (!party.client.introspection_signed_response_alg.empty())
    request.headers.set("Accept", std::string("application/") + signed_type);
  return request;
}

std::optional<Introspection> parse_introspection_response(const HttpResponse& response) {
  require_judgement(response, introspection_endpoint_name);
  if (is_refusal(response)) return std::nullopt;
  const JsonObject answer = json_answer(response, introspection_endpoint_name);
  if (!answer.shown("error").empty() || !answer.part("error").names().empty()) return std::nullopt;
  return read_introspection(answer);
}

std::optional<Introspection> verify_introspection_response(const HttpResponse& response, const ServerMetadata& server,
                                                           const Client& client, const std::optional<JwkSet>& keys) {
  require_judgement(response, introspection_endpoint_name);
  if (is_refusal(response)) return std::nullopt;
  if (media_type(response) != std::string("application/") + signed_type)
    throw Error(ErrorKind::protocol, answer_of(introspection_endpoint_name) + " is not signed, though it should be");
  const JsonObject claims = verified_answer(
      response.body, {answer_of(introspection_endpoint_name), client.introspection_signed_response_alg, signed_type},
      server, client, keys);
  if (!claims.has("token_introspection")) claims.fail("token_introspection", "is missing");
  return read_introspection(claims.object("token_introspection"));
}

namespace {

constexpr const char* access_token = "the access token";

/// RFC 9068 §4: any algorithm except `none` and those with which the resource could sign too.
AllowedAlgorithms public_algorithms() {
  return {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"};
}

}  // namespace

bool is_jwt_access_token(const Secret& token) {
  try {
    const std::string typ = to_lower(parse_jws(token.reveal(), access_token).header.string("typ"));
    return typ == "at+jwt" || typ == "application/at+jwt";
  } catch (const Error&) {
    return false;
  }
}

std::vector<std::string> missing_resources(const std::vector<std::string>& asked, const Secret& token) {
  if (asked.empty() || !is_jwt_access_token(token)) return {};
  std::vector<std::string> missing = asked;
  try {
    const UnverifiedJws jws = parse_jws(token.reveal(), access_token);
    const auto granted = audiences(JsonObject::parse(jws.payload, access_token, ErrorKind::protocol));
    // `https://api.example` and `https://api.example/` are the same URL (RFC 3986 §6.2.3).
    const auto without_slash = [](std::string_view uri) {
      return uri.ends_with('/') ? uri.substr(0, uri.size() - 1) : uri;
    };
    std::erase_if(missing, [&](const std::string& resource) {
      return std::any_of(granted.begin(), granted.end(), [&](const std::string& audience) {
        return without_slash(audience) == without_slash(resource);
      });
    });
  } catch (const Error&) {
    // A token that cannot be read is for nothing that we know of.
  }
  return missing;
}

Introspection verify_jwt_access_token(const Secret& token, const ServerMetadata& server, const Client& client,
                                      const JwkSet& keys, TimePoint now) {
  const UnverifiedJws jws = parse_jws(token.reveal(), access_token);
  verify(jws, keys, public_algorithms());
  const JsonObject claims = JsonObject::parse(jws.payload, access_token, ErrorKind::protocol);
  check_issuer(claims, server);
  audiences(claims);  // required (§2.2); we cannot judge which resource it names
  const std::string client_id = claims.required_string("client_id");
  if (client_id != client.client_id)
    claims.fail("client_id", "is \"" + printable(client_id, 100) + "\", expected \"" + client.client_id + '"');
  Introspection said;
  said.exp = required_time(claims, "exp");
  said.active = *said.exp > now;
  // RFC 9068 §2.2 wants one; a client that acts for itself has no subject (IdentityServer).
  said.sub = claims.string("sub");
  said.scope = scope_of(claims);
  said.client_id = client_id;
  said.iss = claims.string("iss");
  return said;
}

}  // namespace oauthctl
