#include "oauth/inspection.h"

#include <algorithm>

#include "base/base64.h"
#include "base/text.h"
#include "jose/jws.h"
#include "oauth/claim_words.h"
#include "oauthctl/error.h"

namespace oauthctl {
namespace {

constexpr const char* who = "the token";

/// RFC 7516 §3.1: five parts, of which the first is a header that can be read by anybody.
std::optional<JsonObject> encrypted_header(const std::string& token) {
  if (std::count(token.begin(), token.end(), '.') != 4) return std::nullopt;
  const auto header = base64url_decode(token.substr(0, token.find('.')));
  if (!header) return std::nullopt;
  return JsonObject::parse(*header, who, ErrorKind::protocol);
}

InspectedToken encrypted(const JsonObject& header) {
  InspectedToken token;
  token.format = InspectedToken::Format::encrypted;
  token.header = to_text(header.value());
  token.alg = header.string("alg");
  token.kid = header.string("kid");
  return token;
}

InspectedToken decoded(const UnverifiedJws& jws, TimePoint now) {
  const JsonObject claims = JsonObject::parse(jws.payload, who, ErrorKind::protocol);
  InspectedToken token;
  token.format = InspectedToken::Format::signed_token;
  token.header = to_text(jws.header.value());
  token.payload = to_text(claims.value());
  token.alg = jws.alg;
  token.kid = jws.kid;
  if (claims.has("iss") && claims.value().at("iss").is_string()) token.iss = claims.string("iss");
  for (const auto& [name, value] : claims.value().items())
    token.claims.push_back({name, to_text(value), claim_in_words(name, value, now)});
  return token;
}

}  // namespace

InspectedToken inspect_token(const Secret& token, TimePoint now) {
  try {
    if (const auto header = encrypted_header(token.reveal())) return encrypted(*header);
    return decoded(parse_jws(token.reveal(), who), now);
  } catch (const Error&) {
    return {};
  }
}

std::string verify_inspected(const Secret& token, const JwkSet& keys) {
  try {
    const UnverifiedJws jws = parse_jws(token.reveal(), who);
    verify(jws, keys, {jws.alg});
    return {};
  } catch (const Error& error) {
    return error.message();
  }
}

}  // namespace oauthctl
