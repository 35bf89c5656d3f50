#include "jose/keys/key.h"

#include <openssl/err.h>
#include <openssl/rsa.h>

#include "jose/ecdsa_signature.h"
#include "jose/keys/native_key.h"
#include "oauthctl/error.h"

namespace oauthctl {
namespace {

/// RFC 7518 §3.5: the salt is as long as the hash, and MGF1 uses the same hash (OpenSSL's default).
bool set_padding(EVP_PKEY_CTX* context, const SignatureAlgorithm& algorithm) {
  if (algorithm.scheme != SignatureScheme::rsa_pss) return true;
  return EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PSS_PADDING) == 1 &&
         EVP_PKEY_CTX_set_rsa_pss_saltlen(context, RSA_PSS_SALTLEN_DIGEST) == 1;
}

const char* digest_of(const SignatureAlgorithm& algorithm) {
  return algorithm.scheme == SignatureScheme::eddsa ? nullptr : algorithm.digest;
}

Error failed(const char* what) {
  ERR_clear_error();
  return {ErrorKind::internal, std::string("OpenSSL cannot ") + what};
}

}  // namespace

KeyType PublicKey::type() const {
  return key_->type;
}

bool PublicKey::verifies(const SignatureAlgorithm& algorithm, std::string_view input,
                         std::string_view signature) const {
  if (algorithm.key != type()) return false;
  const bool is_ecdsa = algorithm.scheme == SignatureScheme::ecdsa;
  const std::string native = is_ecdsa ? to_der(signature, algorithm.coordinate) : std::string(signature);
  const OwnedDigestContext context(EVP_MD_CTX_new());
  EVP_PKEY_CTX* settings = nullptr;  // owned by `context`
  const bool good =
      EVP_DigestVerifyInit_ex(context.get(), &settings, digest_of(algorithm), nullptr, nullptr, key_->pkey.get(),
                              nullptr) == 1 &&
      set_padding(settings, algorithm) &&
      EVP_DigestVerify(context.get(), bytes_of(native), native.size(), bytes_of(input), input.size()) == 1;
  ERR_clear_error();
  return good;
}

KeyType PrivateKey::type() const {
  return key_->type;
}

std::string PrivateKey::sign(const SignatureAlgorithm& algorithm, std::string_view input) const {
  if (algorithm.key != type())
    throw Error(ErrorKind::usage, "this private key cannot sign with " + std::string(algorithm.name));
  const OwnedDigestContext context(EVP_MD_CTX_new());
  EVP_PKEY_CTX* settings = nullptr;  // owned by `context`
  if (EVP_DigestSignInit_ex(context.get(), &settings, digest_of(algorithm), nullptr, nullptr, key_->pkey.get(),
                            nullptr) != 1 ||
      !set_padding(settings, algorithm)) {
    throw failed("sign");
  }
  std::size_t size = static_cast<std::size_t>(EVP_PKEY_get_size(key_->pkey.get()));
  std::string signature(size, '\0');
  if (EVP_DigestSign(context.get(), bytes_of(signature), &size, bytes_of(input), input.size()) != 1)
    throw failed("sign");
  signature.resize(size);
  return algorithm.scheme == SignatureScheme::ecdsa ? from_der(signature, algorithm.coordinate) : signature;
}

PrivateKey generate_key(KeyType type) {
  EVP_PKEY* pkey = nullptr;
  switch (type) {
    case KeyType::rsa:
      pkey = EVP_PKEY_Q_keygen(nullptr, nullptr, "RSA", std::size_t{2048});
      break;
    case KeyType::p256:
      pkey = EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-256");
      break;
    case KeyType::p384:
      pkey = EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-384");
      break;
    case KeyType::p521:
      pkey = EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-521");
      break;
    case KeyType::ed25519:
      pkey = EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519");
      break;
    case KeyType::secret:
      break;
  }
  if (pkey == nullptr) throw failed("make this type of key");
  return PrivateKey(std::make_shared<const NativeKey>(NativeKey{OwnedPkey(pkey), type}));
}

}  // namespace oauthctl
