#pragma once

#include <cstddef>
#include <string>

#include "base/json.h"
#include "jose/algorithm.h"

namespace oauthctl {

/// The bytes of a base64url member, which must be there.
std::string decoded_member(const JsonObject& jwk, const char* name);

/// The same in exactly `width` bytes: leading zeros are part of it (RFC 7518 §6.2.1.2).
std::string decoded_member(const JsonObject& jwk, const char* name, std::size_t width);

struct Curve {
  const char* name;  ///< as in `crv` and as OpenSSL takes it
  KeyType type;
  std::size_t width;  ///< bytes of a coordinate
};

/// The curve of an `EC` key; throws when it is not supported.
const Curve& curve_of(const JsonObject& jwk);
/// The same for a key that is known to be on one.
const Curve& curve_of(KeyType type);

/// `x` and `y` as SEC 1 writes a point, uncompressed.
std::string point_of(const JsonObject& jwk, const Curve& curve);

}  // namespace oauthctl
