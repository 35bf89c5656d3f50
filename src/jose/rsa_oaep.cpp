#include "jose/rsa_oaep.h"

#include <openssl/err.h>
#include <openssl/rsa.h>

#include "jose/keys/native_key.h"
#include "oauthctl/error.h"

namespace oauthctl {
namespace {

bool set_padding(EVP_PKEY_CTX* context, const char* digest) {
  return EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_OAEP_PADDING) == 1 &&
         EVP_PKEY_CTX_set_rsa_oaep_md_name(context, digest, nullptr) == 1 &&
         EVP_PKEY_CTX_set_rsa_mgf1_md_name(context, digest, nullptr) == 1;
}

OwnedPkeyContext context_for(const NativeKey& key) {
  return OwnedPkeyContext(EVP_PKEY_CTX_new_from_pkey(nullptr, key.pkey.get(), nullptr));
}

}  // namespace

std::optional<Secret> decrypt_oaep(const PrivateKey& ours, const char* digest, std::string_view encrypted) {
  const OwnedPkeyContext context = context_for(ours.native());
  std::string text(static_cast<std::size_t>(EVP_PKEY_get_size(ours.native().pkey.get())), '\0');
  std::size_t size = text.size();
  const bool good = context && EVP_PKEY_decrypt_init(context.get()) == 1 && set_padding(context.get(), digest) &&
                    EVP_PKEY_decrypt(context.get(), bytes_of(text), &size, bytes_of(encrypted), encrypted.size()) == 1;
  ERR_clear_error();
  if (!good) return std::nullopt;
  text.resize(size);
  return Secret(std::move(text));
}

std::string encrypt_oaep(const PublicKey& theirs, const char* digest, const Secret& plaintext) {
  const OwnedPkeyContext context = context_for(theirs.native());
  std::string out(static_cast<std::size_t>(EVP_PKEY_get_size(theirs.native().pkey.get())), '\0');
  std::size_t size = out.size();
  const std::string_view text = plaintext.reveal();
  if (!context || EVP_PKEY_encrypt_init(context.get()) != 1 || !set_padding(context.get(), digest) ||
      EVP_PKEY_encrypt(context.get(), bytes_of(out), &size, bytes_of(text), text.size()) != 1) {
    ERR_clear_error();
    throw Error(ErrorKind::internal, "OpenSSL cannot encrypt with this RSA key");
  }
  out.resize(size);
  return out;
}

}  // namespace oauthctl
