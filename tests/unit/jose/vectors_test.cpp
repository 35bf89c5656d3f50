#include "support/vectors.h"

#include <nlohmann/json.hpp>

#include "base/base64.h"
#include "jose/jws.h"
#include "jose/keys/jwk.h"
#include "jose/keys/thumbprint.h"

namespace oauthctl {
namespace {

using nlohmann::json;
using testing::name_of;
using testing::Vector;
using testing::vectors;

JsonObject object(const json& value) {
  return {value, "the key", ErrorKind::protocol};
}

json without_private_members(json jwk) {
  for (const char* name : {"d", "p", "q", "dp", "dq", "qi"}) jwk.erase(name);
  return jwk;
}

/// The result of the check: the payload, or the refusal.
std::string outcome(const json& vector) {
  const json& jwk = vector.at("jwk");
  const AllowedAlgorithms allowed = vector.at("allowed");
  try {
    const UnverifiedJws jws = parse_jws(vector.at("compact").get<std::string>(), "the token");
    if (jwk.at("kty") == "oct") {
      verify(jws, read_secret_jwk(object(jwk)), allowed);
    } else {
      verify(jws, JwkSet::parse(json{{"keys", {without_private_members(jwk)}}}.dump(), "the set"), allowed);
    }
    return "payload " + jws.payload;
  } catch (const Error& error) {
    return "refused " + error.message();
  }
}

class SignedToken : public ::testing::TestWithParam<Vector> {};

TEST_P(SignedToken, EndsAsItsFileSays) {
  const json& vector = GetParam().content;
  const bool refused = vector.contains("refused");
  EXPECT_EQ(outcome(vector), refused ? "refused " + vector.at("refused").get<std::string>()
                                     : "payload " + vector.at("payload").get<std::string>());
}

INSTANTIATE_TEST_SUITE_P(Jws, SignedToken, ::testing::ValuesIn(vectors("jose/jws")), name_of);

class PublishedJwk : public ::testing::TestWithParam<Vector> {};

TEST_P(PublishedJwk, IsTakenOrSkippedAsItsFileSays) {
  const json& vector = GetParam().content;
  const JwkSet set = JwkSet::parse(json{{"keys", {vector.at("jwk")}}}.dump(), "the set");
  const std::vector<std::string> skipped = vector.contains("refused")
                                               ? std::vector{"key 1: " + vector.at("refused").get<std::string>()}
                                               : std::vector<std::string>{};
  EXPECT_EQ(set.skipped(), skipped);
}

/// A key in a token or in one of our files has only one valid spelling.
TEST_P(PublishedJwk, IsReadMoreStrictlyElsewhere) {
  const json& vector = GetParam().content;
  if (!vector.contains("exact")) return;
  try {
    read_public_jwk(object(vector.at("jwk")));
    ADD_FAILURE() << "was read";
  } catch (const Error& error) {
    EXPECT_EQ(error.message(), "the key: " + vector.at("exact").get<std::string>());
  }
}

INSTANTIATE_TEST_SUITE_P(Jwk, PublishedJwk, ::testing::ValuesIn(vectors("jose/jwk")), name_of);

class PrivateJwk : public ::testing::TestWithParam<Vector> {};

TEST_P(PrivateJwk, HasThePublicHalfThatItSaysOrIsRefusedAsItsFileSays) {
  const json& vector = GetParam().content;
  const JsonObject jwk = object(vector.at("jwk"));
  const bool refused = vector.contains("refused");
  try {
    EXPECT_EQ(thumbprint(object(public_jwk(read_private_jwk(jwk).public_key()))), thumbprint(jwk));
    EXPECT_FALSE(refused);
  } catch (const Error& error) {
    EXPECT_TRUE(refused) << error.message();
    EXPECT_EQ(error.message(), vector.value("refused", ""));
  }
}

INSTANTIATE_TEST_SUITE_P(Jwk, PrivateJwk, ::testing::ValuesIn(vectors("jose/private_jwk")), name_of);

class Thumbprint : public ::testing::TestWithParam<Vector> {};

TEST_P(Thumbprint, IsThatOfItsFile) {
  EXPECT_EQ(thumbprint(object(GetParam().content.at("jwk"))), GetParam().content.at("thumbprint").get<std::string>());
}

INSTANTIATE_TEST_SUITE_P(Rfc7638, Thumbprint, ::testing::ValuesIn(vectors("jose/thumbprint")), name_of);

/// RS, HS and EdDSA signatures are a function of key and text, so ours must equal the RFC's, byte for byte.
TEST(Signature, IsTheOneOfTheRfcWhereItIsReproducible) {
  int compared = 0;
  for (const auto& [name, vector] : vectors("jose/jws")) {
    const std::string alg = vector.at("allowed").at(0);
    if (vector.contains("refused") || alg.starts_with("ES") || alg.starts_with("PS") || alg.starts_with("HS")) continue;
    const std::string compact = vector.at("compact");
    const std::string input = compact.substr(0, compact.rfind('.'));
    const PrivateKey key = read_private_jwk(object(vector.at("jwk")));
    EXPECT_EQ(base64url_encode(key.sign(*find_algorithm(alg), input)), compact.substr(input.size() + 1)) << name;
    ++compared;
  }
  EXPECT_GE(compared, 3);
}

TEST(Vectors, AreAllThere) {
  EXPECT_GE(vectors("jose/jws").size(), 50U);
  EXPECT_GE(vectors("jose/jwk").size(), 25U);
  EXPECT_GE(vectors("jose/private_jwk").size(), 7U);
  EXPECT_GE(vectors("jose/thumbprint").size(), 3U);
}

}  // namespace
}  // namespace oauthctl
