#include "jose/keys/native_key.h"

#include <openssl/core_names.h>
#include <openssl/err.h>

#include <algorithm>

#include "oauthctl/error.h"

namespace oauthctl {
namespace {

constexpr int fewest_rsa_bits = 2048;
/// A longer modulus only costs time, and an attacker may choose it.
constexpr int most_rsa_bits = 8192;

std::optional<KeyType> type_of_curve(const EVP_PKEY& pkey) {
  char name[64] = {};
  if (EVP_PKEY_get_utf8_string_param(&pkey, OSSL_PKEY_PARAM_GROUP_NAME, name, sizeof name, nullptr) != 1)
    return std::nullopt;
  const std::string_view curve = name;
  if (curve == "prime256v1") return KeyType::p256;
  if (curve == "secp384r1") return KeyType::p384;
  if (curve == "secp521r1") return KeyType::p521;
  return std::nullopt;
}

OwnedBignum number_of(const EVP_PKEY& pkey, const char* name) {
  BIGNUM* number = nullptr;
  EVP_PKEY_get_bn_param(&pkey, name, &number);
  return OwnedBignum(number);
}

using OwnedBignumContext = std::unique_ptr<BN_CTX, Releases<BN_CTX_free>>;

/// Whether d undoes e for numbers below this prime: d·e is 1 modulo prime - 1.
bool is_inverse(const BIGNUM& d, const BIGNUM& e, const BIGNUM& prime, BN_CTX& context) {
  const OwnedBignum order(BN_dup(&prime));
  const OwnedBignum product(BN_new());
  return BN_sub_word(order.get(), 1) == 1 && !BN_is_zero(order.get()) &&
         BN_mod_mul(product.get(), &d, &e, order.get(), &context) == 1 && BN_is_one(product.get()) == 1;
}

}  // namespace

OwnedBignum bignum(std::string_view big_endian) {
  return OwnedBignum(BN_bin2bn(bytes_of(big_endian), static_cast<int>(big_endian.size()), nullptr));
}

std::string big_endian(const BIGNUM& number, std::size_t width) {
  std::string out(width, '\0');
  if (BN_bn2binpad(&number, bytes_of(out), static_cast<int>(width)) < 0)
    throw Error(ErrorKind::internal, "a number of a key does not fit its field");
  return out;
}

std::string number_member(const EVP_PKEY& pkey, const char* name, std::size_t width) {
  const OwnedBignum number = number_of(pkey, name);
  if (!number) throw Error(ErrorKind::internal, std::string("OpenSSL's key has no ") + name);
  return big_endian(*number, std::max(width, static_cast<std::size_t>(BN_num_bytes(number.get()))));
}

std::optional<KeyType> type_of(const EVP_PKEY& pkey) {
  if (EVP_PKEY_is_a(&pkey, "RSA") == 1) return KeyType::rsa;
  if (EVP_PKEY_is_a(&pkey, "EC") == 1) return type_of_curve(pkey);
  if (EVP_PKEY_is_a(&pkey, "ED25519") == 1) return KeyType::ed25519;
  return std::nullopt;
}

std::string weakness(const EVP_PKEY& pkey) {
  if (EVP_PKEY_is_a(&pkey, "RSA") != 1) return {};
  const int bits = EVP_PKEY_get_bits(&pkey);
  // RFC 7518 §3.3: 2048 bits or more.
  if (bits < fewest_rsa_bits || bits > most_rsa_bits) {
    return "is an RSA key of " + std::to_string(bits) + " bits, where " + std::to_string(fewest_rsa_bits) + " to " +
           std::to_string(most_rsa_bits) + " are accepted";
  }
  const OwnedBignum exponent = number_of(pkey, OSSL_PKEY_PARAM_RSA_E);
  // With the exponent 1 every message is its own signature.
  if (!exponent || BN_is_odd(exponent.get()) != 1 || BN_is_one(exponent.get()) == 1 || BN_num_bits(exponent.get()) > 64)
    return "is an RSA key with an unusable exponent";
  return {};
}

bool is_contradictory(const EVP_PKEY& pkey) {
  const OwnedBignum p = number_of(pkey, OSSL_PKEY_PARAM_RSA_FACTOR1);
  const OwnedBignum q = number_of(pkey, OSSL_PKEY_PARAM_RSA_FACTOR2);
  if (EVP_PKEY_is_a(&pkey, "RSA") != 1 || !p || !q) return false;
  const OwnedBignum n = number_of(pkey, OSSL_PKEY_PARAM_RSA_N);
  const OwnedBignum e = number_of(pkey, OSSL_PKEY_PARAM_RSA_E);
  const OwnedBignum d = number_of(pkey, OSSL_PKEY_PARAM_RSA_D);
  if (!n || !e || !d) return true;
  const OwnedBignumContext context(BN_CTX_secure_new());
  const OwnedBignum product(BN_new());
  return BN_mul(product.get(), p.get(), q.get(), context.get()) != 1 || BN_cmp(product.get(), n.get()) != 0 ||
         !is_inverse(*d, *e, *p, *context) || !is_inverse(*d, *e, *q, *context);
}

OwnedPkey import_key(const char* kind, int selection, OSSL_PARAM_BLD& members) {
  const OwnedParams params(OSSL_PARAM_BLD_to_param(&members));
  const OwnedPkeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, kind, nullptr));
  EVP_PKEY* pkey = nullptr;
  if (!params || !context || EVP_PKEY_fromdata_init(context.get()) != 1 ||
      EVP_PKEY_fromdata(context.get(), &pkey, selection, params.get()) != 1) {
    ERR_clear_error();
  }
  return OwnedPkey(pkey);
}

}  // namespace oauthctl
