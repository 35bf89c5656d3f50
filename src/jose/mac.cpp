#include "jose/mac.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>

#include "jose/keys/native_key.h"
#include "oauthctl/error.h"

namespace oauthctl {

std::string mac(const SignatureAlgorithm& algorithm, const Secret& secret, std::string_view input) {
  if (algorithm.scheme != SignatureScheme::hmac)
    throw Error(ErrorKind::usage, std::string(algorithm.name) + " does not sign with a secret");
  const std::string& key = secret.reveal();
  std::string out(EVP_MAX_MD_SIZE, '\0');
  std::size_t size = 0;
  if (EVP_Q_mac(nullptr, "HMAC", nullptr, algorithm.digest, nullptr, key.data(), key.size(), bytes_of(input),
                input.size(), bytes_of(out), out.size(), &size) == nullptr) {
    throw Error(ErrorKind::internal, "OpenSSL has no HMAC");
  }
  out.resize(size);
  if (key.size() < size) {
    throw Error(ErrorKind::usage, "the secret has " + std::to_string(key.size()) + " bytes, but " +
                                      std::string(algorithm.name) + " needs " + std::to_string(size) + " or more");
  }
  return out;
}

bool verify_mac(const SignatureAlgorithm& algorithm, const Secret& secret, std::string_view input,
                std::string_view claimed) {
  const std::string good = mac(algorithm, secret, input);
  return good.size() == claimed.size() && CRYPTO_memcmp(good.data(), claimed.data(), good.size()) == 0;
}

}  // namespace oauthctl
