#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "jose/keys/jwk_set.h"
#include "jose/keys/key.h"
#include "oauthctl/secret.h"

namespace oauthctl {

/// A parsed compact JWS (RFC 7515 §7.1). Nothing in it can be trusted before one of the checks below returned.
struct UnverifiedJws {
  std::string source;  ///< what it is, for messages: `the ID token`
  JsonObject header;
  std::string alg;
  std::string kid;
  std::string signing_input;
  std::string payload;
  std::string signature;
};

/// Names of algorithms. The code that checks a token decides which are allowed; the token only says which it used (RFC
/// 8725 §3.1).
using AllowedAlgorithms = std::vector<std::string>;

/// Throws ErrorKind::protocol for anything but three parts of strict base64url with a JSON header that has `alg`, and
/// for `crit`, `b64` and `zip`. Ignores keys and addresses of keys in the header (jwk, jku, x5c, x5u).
UnverifiedJws parse_jws(std::string_view compact, const std::string& source);

/// The row of the JWS's algorithm; throws ErrorKind::protocol if it is not allowed.
const SignatureAlgorithm& require_allowed(const UnverifiedJws& jws, const AllowedAlgorithms& allowed);

/// Whether a key of the set made the signature, with the algorithm that the JWS names.
bool is_signed_by(const JwkSet& keys, const UnverifiedJws& jws);

/// Checks the signature with a published key. This always fails for HS256 and the like. Throws ErrorKind::protocol.
void verify(const UnverifiedJws& jws, const JwkSet& keys, const AllowedAlgorithms& allowed);

/// Checks the MAC with a shared secret. This always fails for every other algorithm.
void verify(const UnverifiedJws& jws, const Secret& secret, const AllowedAlgorithms& allowed);

/// A compact JWS. `alg` is added to the header.
std::string sign_jws(nlohmann::json header, std::string_view payload, std::string_view alg, const PrivateKey& key);
std::string sign_jws(nlohmann::json header, std::string_view payload, std::string_view alg, const Secret& secret);

}  // namespace oauthctl
