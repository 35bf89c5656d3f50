#include "jose/keys/jwk.h"

#include <openssl/core_names.h>

#include <nlohmann/json.hpp>

#include "base/base64.h"
#include "base/text.h"
#include "jose/keys/jwk_members.h"
#include "jose/keys/native_key.h"

namespace oauthctl {
namespace {

constexpr std::size_t ed25519_width = 32;

PublicKey checked(const JsonObject& jwk, const char* member, OwnedPkey pkey) {
  const auto type = pkey ? type_of(*pkey) : std::nullopt;
  if (!type) jwk.fail(member, "is not a valid key");
  if (const std::string weak = weakness(*pkey); !weak.empty()) jwk.fail(member, weak);
  return PublicKey(std::make_shared<const NativeKey>(NativeKey{std::move(pkey), *type}));
}

PublicKey read_rsa(const JsonObject& jwk, Spelling spelling) {
  const OwnedBignum n = bignum(decoded_member(jwk, "n", spelling));
  const OwnedBignum e = bignum(decoded_member(jwk, "e", spelling));
  const OwnedParamBuilder members(OSSL_PARAM_BLD_new());
  OSSL_PARAM_BLD_push_BN(members.get(), OSSL_PKEY_PARAM_RSA_N, n.get());
  OSSL_PARAM_BLD_push_BN(members.get(), OSSL_PKEY_PARAM_RSA_E, e.get());
  return checked(jwk, "n", import_key("RSA", EVP_PKEY_PUBLIC_KEY, *members));
}

PublicKey read_ec(const JsonObject& jwk, Spelling spelling) {
  const Curve& curve = curve_of(jwk);
  const std::string point = point_of(jwk, curve, spelling);
  const OwnedParamBuilder members(OSSL_PARAM_BLD_new());
  OSSL_PARAM_BLD_push_utf8_string(members.get(), OSSL_PKEY_PARAM_GROUP_NAME, curve.name, 0);
  OSSL_PARAM_BLD_push_octet_string(members.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(), point.size());
  return checked(jwk, "x", import_key("EC", EVP_PKEY_PUBLIC_KEY, *members));
}

PublicKey read_okp(const JsonObject& jwk, Spelling spelling) {
  if (jwk.string("crv") != "Ed25519") jwk.fail("crv", "is not supported: \"" + printable(jwk.string("crv"), 40) + '"');
  // Little-endian, so zeros at its end could be left out, but nobody does.
  const std::string x = decoded_member(jwk, "x", spelling);
  if (x.size() != ed25519_width) jwk.fail("x", "has " + std::to_string(x.size()) + " bytes, not 32");
  return checked(
      jwk, "x",
      OwnedPkey(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, bytes_of(std::string_view(x)), x.size())));
}

std::string encoded_member(const EVP_PKEY& pkey, const char* name, std::size_t width) {
  return base64url_encode(number_member(pkey, name, width));
}

nlohmann::json ec_jwk(const EVP_PKEY& pkey, KeyType type) {
  const Curve& curve = curve_of(type);
  return {{"kty", "EC"},
          {"crv", curve.name},
          {"x", encoded_member(pkey, OSSL_PKEY_PARAM_EC_PUB_X, curve.width)},
          {"y", encoded_member(pkey, OSSL_PKEY_PARAM_EC_PUB_Y, curve.width)}};
}

nlohmann::json okp_jwk(const EVP_PKEY& pkey) {
  std::string x(ed25519_width, '\0');
  std::size_t size = x.size();
  if (EVP_PKEY_get_raw_public_key(&pkey, bytes_of(x), &size) != 1)
    throw Error(ErrorKind::internal, "OpenSSL's key has no public part");
  return {{"kty", "OKP"}, {"crv", "Ed25519"}, {"x", base64url_encode(x)}};
}

}  // namespace

PublicKey read_public_jwk(const JsonObject& jwk, Spelling spelling) {
  const std::string kty = jwk.required_string("kty");
  if (kty == "RSA") return read_rsa(jwk, spelling);
  if (kty == "EC") return read_ec(jwk, spelling);
  if (kty == "OKP") return read_okp(jwk, spelling);
  if (kty == "oct") jwk.fail("kty", "is oct: a shared secret is not a public key");
  jwk.fail("kty", "is not supported: \"" + printable(kty, 40) + '"');
}

Secret read_secret_jwk(const JsonObject& jwk) {
  if (jwk.required_string("kty") != "oct") jwk.fail("kty", "is not oct");
  return Secret(decoded_member(jwk, "k"));
}

nlohmann::json public_jwk(const PublicKey& key) {
  const EVP_PKEY& pkey = *key.native().pkey;
  if (key.type() == KeyType::ed25519) return okp_jwk(pkey);
  if (key.type() != KeyType::rsa) return ec_jwk(pkey, key.type());
  return {{"kty", "RSA"},
          {"n", encoded_member(pkey, OSSL_PKEY_PARAM_RSA_N, 1)},
          {"e", encoded_member(pkey, OSSL_PKEY_PARAM_RSA_E, 1)}};
}

}  // namespace oauthctl
