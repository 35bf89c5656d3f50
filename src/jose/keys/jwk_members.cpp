#include "jose/keys/jwk_members.h"

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

/// Padding and the alphabet of plain base64 do not change the number.
std::string as_base64url(std::string text) {
  std::replace(text.begin(), text.end(), '+', '-');
  std::replace(text.begin(), text.end(), '/', '_');
  text.erase(text.find_last_not_of('=') + 1);
  return text;
}

/// Big-endian, so zeros at the front do not change the value.
std::string in_width(std::string bytes, std::size_t width) {
  const auto surplus = bytes.size() > width ? bytes.size() - width : 0;
  if (bytes.find_first_not_of('\0') >= surplus) bytes.erase(0, surplus);
  return bytes.size() < width ? std::string(width - bytes.size(), '\0') + bytes : bytes;
}

}  // namespace

std::string decoded_member(const JsonObject& jwk, const char* name, Spelling spelling) {
  std::string text = jwk.required_string(name);
  if (spelling == Spelling::published) text = as_base64url(std::move(text));
  auto bytes = base64url_decode(text);
  if (!bytes) jwk.fail(name, "is not base64url");
  return *std::move(bytes);
}

std::string decoded_number(const JsonObject& jwk, const char* name, std::size_t width, Spelling spelling) {
  std::string bytes = decoded_member(jwk, name, spelling);
  if (spelling == Spelling::published) bytes = in_width(std::move(bytes), width);
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

std::string point_of(const JsonObject& jwk, const Curve& curve, Spelling spelling) {
  const std::string x = decoded_number(jwk, "x", curve.width, spelling);
  // Uncompressed, so that OpenSSL checks the point against the curve's equation.
  return '\4' + x + decoded_number(jwk, "y", curve.width, spelling);
}

}  // namespace oauthctl
