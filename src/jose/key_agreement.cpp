#include "jose/key_agreement.h"

#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/kdf.h>
#include <openssl/params.h>

#include <string>

#include "jose/keys/native_key.h"
#include "oauthctl/error.h"

namespace oauthctl {
namespace {

using OwnedKdf = std::unique_ptr<EVP_KDF, Releases<EVP_KDF_free>>;
using OwnedKdfContext = std::unique_ptr<EVP_KDF_CTX, Releases<EVP_KDF_CTX_free>>;

Error failed() {
  ERR_clear_error();
  return {ErrorKind::internal, "OpenSSL cannot agree on a key"};
}

Secret ecdh(const NativeKey& ours, const NativeKey& theirs) {
  const OwnedPkeyContext context(EVP_PKEY_CTX_new_from_pkey(nullptr, ours.pkey.get(), nullptr));
  std::size_t size = 0;
  if (!context || EVP_PKEY_derive_init(context.get()) != 1 ||
      EVP_PKEY_derive_set_peer(context.get(), theirs.pkey.get()) != 1 ||
      EVP_PKEY_derive(context.get(), nullptr, &size) != 1)
    throw failed();
  std::string secret(size, '\0');
  if (EVP_PKEY_derive(context.get(), bytes_of(secret), &size) != 1) throw failed();
  secret.resize(size);
  return Secret(std::move(secret));
}

std::string big_endian_32(std::size_t number) {
  std::string out;
  for (int shift = 24; shift >= 0; shift -= 8) out += static_cast<char>(number >> shift);
  return out;
}

std::string with_length(std::string_view text) {
  return big_endian_32(text.size()) + std::string(text);
}

}  // namespace

Secret agreed_key(const PrivateKey& ours, const PublicKey& theirs, std::string_view purpose, std::string_view apu,
                  std::string_view apv, std::size_t width) {
  Secret shared = ecdh(ours.native(), theirs.native());
  std::string info = with_length(purpose) + with_length(apu) + with_length(apv) + big_endian_32(width * 8);
  std::string digest = "SHA256";
  std::string key = shared.reveal();
  const OSSL_PARAM params[] = {OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_DIGEST, digest.data(), 0),
                               OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_KEY, key.data(), key.size()),
                               OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_INFO, info.data(), info.size()),
                               OSSL_PARAM_construct_end()};
  const OwnedKdf kdf(EVP_KDF_fetch(nullptr, "SSKDF", nullptr));
  const OwnedKdfContext context(EVP_KDF_CTX_new(kdf.get()));
  std::string agreed(width, '\0');
  const bool done = context && EVP_KDF_derive(context.get(), bytes_of(agreed), agreed.size(), params) == 1;
  OPENSSL_cleanse(key.data(), key.size());
  if (!done) throw failed();
  return Secret(std::move(agreed));
}

}  // namespace oauthctl
