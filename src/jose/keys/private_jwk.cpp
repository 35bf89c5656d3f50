#include <openssl/core_names.h>

#include <nlohmann/json.hpp>
#include <vector>

#include "base/base64.h"
#include "jose/keys/jwk.h"
#include "jose/keys/jwk_members.h"
#include "jose/keys/native_key.h"

namespace oauthctl {
namespace {

struct RsaMember {
  const char* jwk;
  const char* openssl;
};

constexpr RsaMember rsa_key[] = {
    {"n", OSSL_PKEY_PARAM_RSA_N}, {"e", OSSL_PKEY_PARAM_RSA_E}, {"d", OSSL_PKEY_PARAM_RSA_D}};

/// Either all of them or none (RFC 7518 §6.3.2).
constexpr RsaMember rsa_primes[] = {{"p", OSSL_PKEY_PARAM_RSA_FACTOR1},
                                    {"q", OSSL_PKEY_PARAM_RSA_FACTOR2},
                                    {"dp", OSSL_PKEY_PARAM_RSA_EXPONENT1},
                                    {"dq", OSSL_PKEY_PARAM_RSA_EXPONENT2},
                                    {"qi", OSSL_PKEY_PARAM_RSA_COEFFICIENT1}};

OwnedPkey import_rsa(const JsonObject& jwk) {
  if (jwk.has("oth")) jwk.fail("oth", "is not supported: a key has two primes");
  const OwnedParamBuilder members(OSSL_PARAM_BLD_new());
  std::vector<OwnedBignum> numbers;  // the builder keeps pointers to them
  const auto push = [&](const RsaMember& member) {
    numbers.push_back(bignum(decoded_member(jwk, member.jwk)));
    OSSL_PARAM_BLD_push_BN(members.get(), member.openssl, numbers.back().get());
  };
  for (const RsaMember& member : rsa_key) push(member);
  if (jwk.has("p")) {
    for (const RsaMember& member : rsa_primes) push(member);
  }
  return import_key("RSA", EVP_PKEY_KEYPAIR, *members);
}

OwnedPkey import_ec(const JsonObject& jwk) {
  const Curve& curve = curve_of(jwk);
  const std::string point = point_of(jwk, curve);
  const OwnedBignum d = bignum(decoded_number(jwk, "d", curve.width));
  const OwnedParamBuilder members(OSSL_PARAM_BLD_new());
  OSSL_PARAM_BLD_push_utf8_string(members.get(), OSSL_PKEY_PARAM_GROUP_NAME, curve.name, 0);
  OSSL_PARAM_BLD_push_octet_string(members.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(), point.size());
  OSSL_PARAM_BLD_push_BN(members.get(), OSSL_PKEY_PARAM_PRIV_KEY, d.get());
  return import_key("EC", EVP_PKEY_KEYPAIR, *members);
}

OwnedPkey import_okp(const JsonObject& jwk) {
  const Secret d(decoded_number(jwk, "d", 32));
  return OwnedPkey(EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, bytes_of(std::string_view(d.reveal())),
                                                d.reveal().size()));
}

OwnedPkey import_private(const JsonObject& jwk) {
  const std::string kty = jwk.string("kty");
  return kty == "RSA" ? import_rsa(jwk) : kty == "EC" ? import_ec(jwk) : import_okp(jwk);
}

void write_number(nlohmann::json& jwk, const EVP_PKEY& pkey, const RsaMember& member, std::size_t width) {
  const Secret bytes(number_member(pkey, member.openssl, width));
  jwk[member.jwk] = base64url_encode(bytes.reveal());
}

void write_rsa(nlohmann::json& jwk, const EVP_PKEY& pkey) {
  for (const RsaMember& member : rsa_key) write_number(jwk, pkey, member, 1);
  for (const RsaMember& member : rsa_primes) write_number(jwk, pkey, member, 1);
}

void write_okp(nlohmann::json& jwk, const EVP_PKEY& pkey) {
  std::string d(32, '\0');
  std::size_t size = d.size();
  EVP_PKEY_get_raw_private_key(&pkey, bytes_of(d), &size);
  jwk["d"] = base64url_encode(Secret(std::move(d)).reveal());
}

const char* any_algorithm_for(KeyType type) {
  switch (type) {
    case KeyType::rsa:
      return "RS256";
    case KeyType::p256:
      return "ES256";
    case KeyType::p384:
      return "ES384";
    case KeyType::p521:
      return "ES512";
    default:
      return "EdDSA";
  }
}

/// Checks a signature of the private half with the public half, which catches every mismatch.
bool belong_together(const PrivateKey& private_key, const PublicKey& public_key) {
  const SignatureAlgorithm& algorithm = *find_algorithm(any_algorithm_for(public_key.type()));
  constexpr std::string_view probe = "probe";
  try {
    return public_key.verifies(algorithm, probe, private_key.sign(algorithm, probe));
  } catch (const Error&) {
    return false;
  }
}

}  // namespace

PrivateKey read_private_jwk(const JsonObject& jwk) {
  const PublicKey public_key = read_public_jwk(jwk);
  OwnedPkey pkey = import_private(jwk);
  if (!pkey) jwk.fail("d", "is not a valid private key");
  PrivateKey key(std::make_shared<const NativeKey>(NativeKey{std::move(pkey), public_key.type()}));
  if (!belong_together(key, public_key)) jwk.fail("d", "does not belong to the public members");
  return key;
}

nlohmann::json private_jwk(const PrivateKey& key) {
  nlohmann::json jwk = public_jwk(key.public_key());
  const EVP_PKEY& pkey = *key.public_key().native().pkey;
  if (key.type() == KeyType::rsa) {
    write_rsa(jwk, pkey);
  } else if (key.type() == KeyType::ed25519) {
    write_okp(jwk, pkey);
  } else {
    write_number(jwk, pkey, {"d", OSSL_PKEY_PARAM_PRIV_KEY}, curve_of(key.type()).width);
  }
  return jwk;
}

}  // namespace oauthctl
