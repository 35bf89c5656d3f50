#pragma once

#include <string>
#include <string_view>

#include "base/json.h"
#include "jose/key.h"
#include "jose/key_management.h"
#include "oauthctl/secret.h"

namespace oauthctl {

/// A compact JWE (RFC 7516 §7.1) taken apart. Nothing in it is to be believed before decrypt() returned.
struct ParsedJwe {
  std::string source;  ///< what it is, for messages: `the ID token`
  JsonObject header;
  std::string alg;
  std::string enc;
  std::string kid;
  std::string protected_header;  ///< as it was sent: the tag is over it too
  std::string encrypted_key;
  SealedContent content;
};

/// How a token is encrypted. Who reads it says how it must be; the token only says how it is (RFC 8725 §3.1).
struct JweAlgorithms {
  std::string alg;
  std::string enc;
};

/// Whether this has the five parts of a compact JWE.
bool is_jwe(std::string_view compact);

/// Throws ErrorKind::protocol for anything but five parts of strict base64url with a JSON header that has `alg` and
/// `enc`, and for `crit` and `zip`.
ParsedJwe parse_jwe(std::string_view compact, const std::string& source);

/// Throws ErrorKind::protocol when the token is encrypted otherwise, ErrorKind::usage for algorithms that are not known
/// here.
const KeyManagement& require_encryption(const ParsedJwe& jwe, const JweAlgorithms& expected);

/// The plaintext. Throws ErrorKind::protocol, and in one way only whatever part of the token was changed.
std::string decrypt(const ParsedJwe& jwe, const PrivateKey& key, const JweAlgorithms& expected);
/// The same by `dir`, with a key that both sides know.
std::string decrypt(const ParsedJwe& jwe, const Secret& key, const JweAlgorithms& expected);

/// A compact JWE. `alg`, `enc` and what the reader's key needs are added to the header.
std::string encrypt_jwe(nlohmann::json header, std::string_view plaintext, const JweAlgorithms& algorithms,
                        const PublicKey& reader);
std::string encrypt_jwe(nlohmann::json header, std::string_view plaintext, const JweAlgorithms& algorithms,
                        const Secret& key);

}  // namespace oauthctl
