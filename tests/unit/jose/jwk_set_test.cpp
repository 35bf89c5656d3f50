#include "jose/keys/jwk_set.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "jose/keys/jwk.h"
#include "jose/keys/published_key.h"
#include "unit/oauth/thrown.h"

namespace oauthctl {
namespace {

using nlohmann::json;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class Keys : public ::testing::Test {
 protected:
  static json jwk(KeyType type, const json& members) {
    json key = public_jwk(generate_key(type).public_key());
    key.update(members);
    return key;
  }

  static std::vector<std::string> found(const std::vector<json>& keys, const char* alg, std::string_view kid) {
    const JwkSet set = JwkSet::parse(json{{"keys", keys}}.dump(), "the key set");
    std::vector<std::string> kids;
    for (const PublishedKey* key : candidates(set, *find_algorithm(alg), kid)) kids.push_back(key->kid);
    return kids;
  }

  const json a_ = jwk(KeyType::p256, {{"kid", "a"}});
  const json b_ = jwk(KeyType::p256, {{"kid", "b"}});
  const json nameless_ = jwk(KeyType::p256, json::object());
};

TEST_F(Keys, OfAnotherKidAreNotTried) {
  EXPECT_THAT(found({a_, b_}, "ES256", "c"), IsEmpty());
  EXPECT_THAT(found({a_}, "ES256", "c"), IsEmpty());
  EXPECT_THAT(found({a_}, "ES256", "A"), IsEmpty());
}

TEST_F(Keys, AreNotGuessedAmongSeveral) {
  EXPECT_THAT(found({a_, b_}, "ES256", ""), IsEmpty());
  EXPECT_THAT(found({nameless_, jwk(KeyType::p256, json::object())}, "ES256", "c"), IsEmpty());
}

TEST_F(Keys, OfAnotherTypeOrAlgorithmAreNotTried) {
  EXPECT_THAT(found({a_}, "ES384", "a"), IsEmpty());
  EXPECT_THAT(found({a_}, "HS256", "a"), IsEmpty());
  EXPECT_THAT(found({jwk(KeyType::p256, {{"kid", "a"}, {"alg", "ECDH-ES"}})}, "ES256", "a"), IsEmpty());
}

TEST_F(Keys, AreFoundByKid) {
  EXPECT_THAT(found({a_, b_, nameless_}, "ES256", "b"), ElementsAre("b"));
}

TEST_F(Keys, OfOneKidAreAllTried) {
  EXPECT_THAT(found({a_, jwk(KeyType::p256, {{"kid", "a"}}), b_}, "ES256", "a"), ElementsAre("a", "a"));
}

TEST_F(Keys, OfOneKidAndAnotherTypeAreIgnored) {
  EXPECT_THAT(found({jwk(KeyType::ed25519, {{"kid", "a"}}), a_}, "ES256", "a"), ElementsAre("a"));
}

TEST_F(Keys, AreTakenWithoutKidWhereOneIsLeft) {
  EXPECT_THAT(found({a_}, "ES256", ""), ElementsAre("a"));
  EXPECT_THAT(found({a_, jwk(KeyType::ed25519, {{"kid", "e"}})}, "ES256", ""), ElementsAre("a"));
  EXPECT_THAT(found({a_, nameless_}, "ES256", "c"), ElementsAre(""));
}

TEST_F(Keys, ThatAreUnfitAreSkippedAndTheOthersKept) {
  const JwkSet set = JwkSet::parse(json{{"keys", {json("text"), {{"kty", "oct"}, {"k", "AA"}}, a_}}}.dump(), "the set");
  EXPECT_EQ(set.keys().size(), 1U);
  EXPECT_THAT(set.skipped(),
              ElementsAre("key 1: \"kty\" is missing", "key 2: \"kty\" is oct: a shared secret is not a public key"));
}

TEST(JwkSet, RefusesInvalidKeySets) {
  const std::pair<const char*, const char*> cases[] = {
      {"", "the set: is empty where JSON was expected"},
      {"[]", "the set: must be a JSON object, not an array"},
      {"{}", "the set: \"keys\" is missing"},
      {R"({"keys":null})", "the set: \"keys\" is missing"},
      {R"({"keys":{}})", "the set: \"keys\" must be an array, not an object"},
      {R"({"keys":[],"keys":[]})", "the set: has the member \"keys\" twice"},
  };
  for (const auto& [text, message] : cases) {
    const Error error = thrown_by([given = text] { JwkSet::parse(given, "the set"); });
    EXPECT_EQ(error.message(), message);
    EXPECT_EQ(error.kind(), ErrorKind::protocol);
  }
  const std::string many = json{{"keys", std::vector<int>(101)}}.dump();
  EXPECT_EQ(thrown_by([&] { JwkSet::parse(many, "the set"); }).message(),
            "the set: \"keys\" has more than 100 entries");
}

TEST(JwkSet, MayBeEmpty) {
  EXPECT_THAT(JwkSet::parse(R"({"keys":[]})", "the set").keys(), IsEmpty());
}

}  // namespace
}  // namespace oauthctl
