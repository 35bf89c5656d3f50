#pragma once

#include <cstddef>
#include <string>

#include "base/json.h"
#include "jose/algorithm.h"

namespace oauthctl {

/// How strictly the members of a key are read. Only keys that a server publishes are read leniently. A key in a token
/// and a key with which we sign have only one valid spelling.
enum class Spelling { exact, published };

/// The bytes of a required base64url member. Published: padding and the other alphabet are allowed.
std::string decoded_member(const JsonObject& jwk, const char* name, Spelling spelling = Spelling::exact);

/// The same in exactly `width` bytes: leading zeros are part of it (RFC 7518 §6.2.1.2). Published: a server may have
/// left them out, or written too many.
std::string decoded_number(const JsonObject& jwk, const char* name, std::size_t width,
                           Spelling spelling = Spelling::exact);

struct Curve {
  const char* name;  ///< as in `crv` and as OpenSSL takes it
  KeyType type;
  std::size_t width;  ///< bytes of a coordinate
};

/// The curve of an `EC` key; throws if it is not supported.
const Curve& curve_of(const JsonObject& jwk);
/// The same for a key that is known to be on one.
const Curve& curve_of(KeyType type);

/// `x` and `y` as SEC 1 writes a point, uncompressed.
std::string point_of(const JsonObject& jwk, const Curve& curve, Spelling spelling = Spelling::exact);

}  // namespace oauthctl
