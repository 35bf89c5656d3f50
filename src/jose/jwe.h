#pragma once

#include <string>
#include <string_view>

#include "base/json.h"
#include "jose/key_management.h"
#include "jose/keys/key.h"
#include "oauthctl/secret.h"

namespace oauthctl {

/// A parsed compact JWE (RFC 7516 §7.1). Nothing in it can be trusted before decrypt() returned.
struct ParsedJwe {
  std::string source;  ///< what it is, for messages: `the ID token`
  JsonObject header;
  std::string alg;
  std::string enc;
  std::string kid;
  std::string protected_header;  ///< as it was sent: the tag covers it too
  std::string encrypted_key;
  SealedContent content;
};

/// The algorithms of a token's encryption. The reader decides which are allowed; the token only says which it used (RFC
/// 8725 §3.1).
struct JweAlgorithms {
  std::string alg;
  std::string enc;
};

/// Whether this has the five parts of a compact JWE.
bool is_jwe(std::string_view compact);

/// Throws ErrorKind::protocol for anything but five parts of strict base64url with a JSON header that has `alg` and
/// `enc`, and for `crit` and `zip`.
ParsedJwe parse_jwe(std::string_view compact, const std::string& source);

/// Throws ErrorKind::protocol if the token is encrypted differently, ErrorKind::usage for unknown algorithms.
const KeyManagement& require_encryption(const ParsedJwe& jwe, const JweAlgorithms& expected);

/// The plaintext. Throws ErrorKind::protocol, with the same error whatever part of the token was changed.
std::string decrypt(const ParsedJwe& jwe, const PrivateKey& key, const JweAlgorithms& expected);
/// The same with `dir` and a shared key.
std::string decrypt(const ParsedJwe& jwe, const Secret& key, const JweAlgorithms& expected);

/// Makes a compact JWE. Adds `alg`, `enc` and the members that the reader's key needs to the header.
std::string encrypt_jwe(nlohmann::json header, std::string_view plaintext, const JweAlgorithms& algorithms,
                        const PublicKey& reader);
std::string encrypt_jwe(nlohmann::json header, std::string_view plaintext, const JweAlgorithms& algorithms,
                        const Secret& key);

}  // namespace oauthctl
