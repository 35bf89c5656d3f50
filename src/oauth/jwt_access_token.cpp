#include "oauth/jwt_access_token.h"

#include "base/text.h"
#include "jose/jws.h"
#include "oauth/id_token_claims.h"
#include "oauth/jwt_response.h"
#include "oauth/time_claim.h"

namespace oauthctl {
namespace {

constexpr const char* who = "the access token";

/// RFC 9068 §4: any but `none`, and none by which the resource could sign too.
AllowedAlgorithms public_algorithms() {
  return {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"};
}

}  // namespace

bool is_jwt_access_token(const Secret& token) {
  try {
    const std::string typ = to_lower(parse_jws(token.reveal(), who).header.string("typ"));
    return typ == "at+jwt" || typ == "application/at+jwt";
  } catch (const Error&) {
    return false;
  }
}

Introspection verify_jwt_access_token(const Secret& token, const ServerMetadata& server, const Client& client,
                                      const JwkSet& keys, TimePoint now) {
  const UnverifiedJws jws = parse_jws(token.reveal(), who);
  verify(jws, keys, public_algorithms());
  const JsonObject claims = JsonObject::parse(jws.payload, who, ErrorKind::protocol);
  check_issuer(claims, server);
  audiences(claims);  // required (§2.2); which resource it names is not ours to judge
  const std::string client_id = claims.required_string("client_id");
  if (client_id != client.client_id)
    claims.fail("client_id", "is \"" + printable(client_id, 100) + "\", expected \"" + client.client_id + '"');
  Introspection said;
  said.exp = required_time(claims, "exp");
  said.active = *said.exp > now;
  said.sub = claims.required_string("sub");
  said.scope = claims.string("scope");
  said.client_id = client_id;
  said.iss = claims.string("iss");
  return said;
}

}  // namespace oauthctl
