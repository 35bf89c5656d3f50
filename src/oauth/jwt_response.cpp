#include "oauth/jwt_response.h"

#include <algorithm>

#include "base/text.h"
#include "oauth/id_token_claims.h"
#include "oauth/signature.h"

namespace oauthctl {
namespace {

std::string in_quotes(std::string_view text) {
  return '"' + printable(text, 100) + '"';
}

/// RFC 7515 §4.1.9: `application/` may be left out, and case does not matter.
bool is_typ(const JsonObject& header, const std::string& wanted) {
  std::string typ = to_lower(header.string("typ"));
  if (typ.starts_with("application/")) typ.erase(0, std::string_view("application/").size());
  return typ == wanted;
}

}  // namespace

std::vector<std::string> audiences(const JsonObject& claims) {
  if (!claims.has("aud")) claims.fail("aud", "is missing");
  const nlohmann::json& aud = claims.value().at("aud");
  return aud.is_string() ? std::vector{aud.get<std::string>()} : claims.strings("aud");
}

JsonObject verified_answer(const std::string& jwt, const SignedAnswer& expected, const ServerMetadata& server,
                           const Client& client, const std::optional<JwkSet>& keys) {
  const UnverifiedJws jws = parse_jws(jwt, expected.who);
  // RFC 8725 §3.11: a JWT made for another purpose must not pass for this one.
  if (!expected.typ.empty() && !is_typ(jws.header, expected.typ))
    jws.header.fail("typ", "is " + in_quotes(jws.header.string("typ")) + ", expected " + in_quotes(expected.typ));
  check_server_signature(jws, client, keys, expected.alg);
  JsonObject claims = JsonObject::parse(jws.payload, expected.who, ErrorKind::protocol);
  check_issuer(claims, server);
  const auto aud = audiences(claims);
  if (std::find(aud.begin(), aud.end(), client.client_id) == aud.end())
    claims.fail("aud", "is " + in_quotes(join(aud)) + ", expected " + in_quotes(client.client_id));
  return claims;
}

}  // namespace oauthctl
