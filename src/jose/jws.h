#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "jose/jwk_set.h"
#include "jose/key.h"
#include "oauthctl/secret.h"

namespace oauthctl {

/// A compact JWS (RFC 7515 §7.1) taken apart. Nothing in it is to be believed before one of the checks below returned.
struct UnverifiedJws {
  std::string source;  ///< what it is, for messages: `the ID token`
  JsonObject header;
  std::string alg;
  std::string kid;
  std::string signing_input;
  std::string payload;
  std::string signature;
};

/// Names of algorithms. Who checks a token says which; the token only says which of them it used (RFC 8725 §3.1).
using AllowedAlgorithms = std::vector<std::string>;

/// Throws ErrorKind::protocol for anything but three parts of strict base64url with a JSON header that has `alg`, and
/// for `crit`, `b64` and `zip`. Keys or addresses of keys in the header (jwk, jku, x5c, x5u) are not looked at.
UnverifiedJws parse_jws(std::string_view compact, const std::string& source);

/// The row of the JWS's algorithm; throws ErrorKind::protocol when it is not among the allowed ones.
const SignatureAlgorithm& require_allowed(const UnverifiedJws& jws, const AllowedAlgorithms& allowed);

/// Whether a key of the set made the signature, by the algorithm that the JWS names itself.
bool is_signed_by(const JwkSet& keys, const UnverifiedJws& jws);

/// Checks the signature with a published key; with HS256 and its like that always fails. Throws ErrorKind::protocol.
void verify(const UnverifiedJws& jws, const JwkSet& keys, const AllowedAlgorithms& allowed);

/// Checks the MAC with a secret that both sides know; with every other algorithm that always fails.
void verify(const UnverifiedJws& jws, const Secret& secret, const AllowedAlgorithms& allowed);

/// A compact JWS. `alg` is added to the header.
std::string sign_jws(nlohmann::json header, std::string_view payload, std::string_view alg, const PrivateKey& key);
std::string sign_jws(nlohmann::json header, std::string_view payload, std::string_view alg, const Secret& secret);

}  // namespace oauthctl
