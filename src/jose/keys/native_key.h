#pragma once

#include <openssl/bn.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/releases.h"
#include "jose/keys/key.h"

namespace oauthctl {

using OwnedPkey = std::unique_ptr<EVP_PKEY, Releases<EVP_PKEY_free>>;
using OwnedPkeyContext = std::unique_ptr<EVP_PKEY_CTX, Releases<EVP_PKEY_CTX_free>>;
using OwnedDigestContext = std::unique_ptr<EVP_MD_CTX, Releases<EVP_MD_CTX_free>>;
using OwnedBignum = std::unique_ptr<BIGNUM, Releases<BN_clear_free>>;
using OwnedParamBuilder = std::unique_ptr<OSSL_PARAM_BLD, Releases<OSSL_PARAM_BLD_free>>;
using OwnedParams = std::unique_ptr<OSSL_PARAM, Releases<OSSL_PARAM_free>>;

/// A key as OpenSSL holds it. Only files of this folder include this header.
struct NativeKey {
  OwnedPkey pkey;
  KeyType type;
};

inline const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}
inline unsigned char* bytes_of(std::string& text) {
  return reinterpret_cast<unsigned char*>(text.data());
}

OwnedBignum bignum(std::string_view big_endian);
/// In exactly `width` bytes.
std::string big_endian(const BIGNUM& number, std::size_t width);

/// A number of the key, such as OSSL_PKEY_PARAM_RSA_N, in at least `width` bytes.
std::string number_member(const EVP_PKEY& pkey, const char* name, std::size_t width);

/// The type of a key that can sign or verify here; nothing for any other.
std::optional<KeyType> type_of(const EVP_PKEY& pkey);

/// Why this key is not safe to use; empty if it is.
std::string weakness(const EVP_PKEY& pkey);

/// Whether the numbers of a private RSA key contradict each other: n is not p·q, or d does not undo e. A signature made
/// with such a key can give the key away. Other keys have no numbers that could contradict each other.
bool is_contradictory(const EVP_PKEY& private_key);

/// Null if OpenSSL refuses the members, such as a point that is not on its curve. `selection` is EVP_PKEY_PUBLIC_KEY or
/// EVP_PKEY_KEYPAIR.
OwnedPkey import_key(const char* kind, int selection, OSSL_PARAM_BLD& members);

}  // namespace oauthctl
