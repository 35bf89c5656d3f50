#include "jose/jwk_members.h"

#include <algorithm>
#include <iterator>

#include "base/base64.h"
#include "base/text.h"

namespace oauthctl {
namespace {

constexpr Curve curves[] = {
    {"P-256", KeyType::p256, 32},
    {"P-384", KeyType::p384, 48},
    {"P-521", KeyType::p521, 66},
};

}  // namespace

std::string decoded_member(const JsonObject& jwk, const char* name) {
  auto bytes = base64url_decode(jwk.required_string(name));
  if (!bytes) jwk.fail(name, "is no base64url");
  return *std::move(bytes);
}

std::string decoded_member(const JsonObject& jwk, const char* name, std::size_t width) {
  std::string bytes = decoded_member(jwk, name);
  if (bytes.size() != width)
    jwk.fail(name, "has " + std::to_string(bytes.size()) + " bytes, not " + std::to_string(width));
  return bytes;
}

const Curve& curve_of(const JsonObject& jwk) {
  const std::string name = jwk.required_string("crv");
  const auto found =
      std::find_if(std::begin(curves), std::end(curves), [&](const Curve& curve) { return curve.name == name; });
  if (found == std::end(curves)) jwk.fail("crv", "is not supported: \"" + printable(name, 40) + '"');
  return *found;
}

const Curve& curve_of(KeyType type) {
  return *std::find_if(std::begin(curves), std::end(curves), [&](const Curve& curve) { return curve.type == type; });
}

std::string point_of(const JsonObject& jwk, const Curve& curve) {
  const std::string x = decoded_member(jwk, "x", curve.width);
  // Uncompressed, so that OpenSSL checks the point against the curve's equation.
  return '\4' + x + decoded_member(jwk, "y", curve.width);
}

}  // namespace oauthctl
