#include <gtest/gtest.h>

#include <map>
#include <nlohmann/json.hpp>

#include "jose/jws.h"
#include "jose/keys/jwk.h"
#include "jose/mac.h"
#include "unit/oauth/thrown.h"

namespace oauthctl {
namespace {

using nlohmann::json;

constexpr const char* asymmetric[] = {"RS256", "RS384", "RS512", "PS256", "PS384",
                                      "PS512", "ES256", "ES384", "ES512", "EdDSA"};

const PrivateKey& key_for(const SignatureAlgorithm& algorithm) {
  static std::map<KeyType, PrivateKey> keys;  // RSA keys take long to make
  const auto known = keys.find(algorithm.key);
  return known != keys.end() ? known->second : keys.emplace(algorithm.key, generate_key(algorithm.key)).first->second;
}

JsonObject object(const json& value) {
  return {value, "the key", ErrorKind::usage};
}

TEST(Signing, WithAKeyOfAnotherTypeIsRefused) {
  const Error error = thrown_by([] { generate_key(KeyType::p256).sign(*find_algorithm("RS256"), "text"); });
  EXPECT_EQ(error.message(), "this private key cannot sign with RS256");
  EXPECT_EQ(error.kind(), ErrorKind::usage);
  EXPECT_THROW(generate_key(KeyType::p256).sign(*find_algorithm("ES384"), "text"), Error);
  EXPECT_THROW(generate_key(KeyType::p256).sign(*find_algorithm("HS256"), "text"), Error);
}

TEST(Signing, WithAnUnknownAlgorithmIsRefused) {
  const PrivateKey key = generate_key(KeyType::ed25519);
  EXPECT_EQ(thrown_by([&] { sign_jws({}, "text", "none", key); }).message(), "\"none\" is not a signature algorithm");
  EXPECT_EQ(thrown_by([&] { sign_jws({}, "text", "EdDSA", Secret(std::string(64, 's'))); }).message(),
            "EdDSA does not sign with a secret");
}

TEST(Signing, WithAShortSecretIsRefused) {
  EXPECT_EQ(thrown_by([&] { sign_jws({}, "text", "HS512", Secret(std::string(63, 's'))); }).message(),
            "the secret has 63 bytes, but HS512 needs 64 or more");
}

TEST(Signature, IsNotThatOfAnotherAlgorithmKeyOrText) {
  for (const char* name : asymmetric) {
    const SignatureAlgorithm& algorithm = *find_algorithm(name);
    const std::string signature = key_for(algorithm).sign(algorithm, "text");
    const PublicKey key = key_for(algorithm).public_key();
    EXPECT_TRUE(key.verifies(algorithm, "text", signature)) << name;
    EXPECT_FALSE(key.verifies(algorithm, "Text", signature)) << name;
    EXPECT_FALSE(key.verifies(algorithm, "text", signature + '\0')) << name;
    EXPECT_FALSE(key.verifies(algorithm, "text", "")) << name;
    for (const char* other : asymmetric) {
      if (std::string_view(other) != name) {
        EXPECT_FALSE(key.verifies(*find_algorithm(other), "text", signature)) << name << " as " << other;
      }
    }
  }
}

TEST(Jws, SignedWithEachAlgorithmIsVerifiedWithThePublishedKey) {
  for (const char* name : asymmetric) {
    const SignatureAlgorithm& algorithm = *find_algorithm(name);
    const std::string compact = sign_jws({{"kid", "k"}}, "text", name, key_for(algorithm));
    json jwk = public_jwk(key_for(algorithm).public_key());
    jwk["kid"] = "k";
    const JwkSet set = JwkSet::parse(json{{"keys", {jwk}}}.dump(), "the set");
    const UnverifiedJws jws = parse_jws(compact, "the token");
    EXPECT_TRUE(is_signed_by(set, jws)) << name;
    EXPECT_NO_THROW(verify(jws, set, {name})) << name;
    EXPECT_EQ(jws.payload, "text");
  }
}

TEST(Jws, SignedWithASecretIsVerifiedWithIt) {
  const Secret secret(std::string(64, 's'));
  for (const char* name : {"HS256", "HS384", "HS512"}) {
    const UnverifiedJws jws = parse_jws(sign_jws({}, "text", name, secret), "the token");
    EXPECT_NO_THROW(verify(jws, secret, {name}));
    EXPECT_THROW(verify(jws, Secret(std::string(64, 't')), {name}), Error);
    EXPECT_FALSE(is_signed_by(JwkSet::parse(R"({"keys":[]})", "the set"), jws));
  }
}

TEST(PrivateJwk, OfTwoHalvesThatDoNotMatchIsRefused) {
  const PrivateKey key = generate_key(KeyType::p256);
  json jwk = public_jwk(key.public_key());
  EXPECT_EQ(thrown_by([&] { read_private_jwk(object(jwk)); }).message(), "the key: \"d\" is missing");
  jwk["d"] = std::string(42, 'A') + "E";
  EXPECT_EQ(thrown_by([&] { read_private_jwk(object(jwk)); }).message(),
            "the key: \"d\" does not belong to the public members");
  jwk["d"] = std::string(43, 'A');
  EXPECT_EQ(thrown_by([&] { read_private_jwk(object(jwk)); }).kind(), ErrorKind::usage);
}

TEST(PrivateJwk, IsReadAgain) {
  for (const char* name : {"RS256", "ES256", "ES384", "ES512", "EdDSA"}) {
    const SignatureAlgorithm& algorithm = *find_algorithm(name);
    const json jwk = private_jwk(key_for(algorithm));
    const PrivateKey key = read_private_jwk(object(jwk));
    EXPECT_EQ(private_jwk(key), jwk) << name;
    EXPECT_TRUE(key_for(algorithm).public_key().verifies(algorithm, "text", key.sign(algorithm, "text"))) << name;
  }
}

TEST(PublicJwk, IsReadAgain) {
  for (const char* name : {"RS256", "ES256", "ES384", "ES512", "EdDSA"}) {
    const json jwk = public_jwk(key_for(*find_algorithm(name)).public_key());
    EXPECT_EQ(public_jwk(read_public_jwk(object(jwk))), jwk) << name;
  }
}

}  // namespace
}  // namespace oauthctl
