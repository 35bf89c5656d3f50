#include "jose/keys/thumbprint.h"

#include <initializer_list>
#include <nlohmann/json.hpp>

#include "base/base64.h"
#include "base/text.h"
#include "jose/sha256.h"

namespace oauthctl {
namespace {

/// RFC 7638 §3.2 and RFC 8037 §2
std::initializer_list<const char*> required_members(const JsonObject& jwk) {
  static constexpr std::initializer_list<const char*> ec = {"crv", "kty", "x", "y"}, rsa = {"e", "kty", "n"},
                                                      okp = {"crv", "kty", "x"}, oct = {"k", "kty"};
  const std::string kty = jwk.required_string("kty");
  if (kty == "EC") return ec;
  if (kty == "RSA") return rsa;
  if (kty == "OKP") return okp;
  if (kty == "oct") return oct;
  jwk.fail("kty", "is not supported: \"" + printable(kty, 40) + '"');
}

}  // namespace

std::string thumbprint(const JsonObject& jwk) {
  nlohmann::json members = nlohmann::json::object();  // sorts its members, as §3.3 wants
  for (const char* name : required_members(jwk)) members[name] = jwk.required_string(name);
  return base64url_encode(sha256(to_text(members)));
}

}  // namespace oauthctl
