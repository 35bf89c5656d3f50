#include "oauth/identity/inspection.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "jose/jws.h"
#include "jose/keys/jwk.h"

namespace oauthctl {
namespace {

using namespace std::chrono_literals;
using nlohmann::json;
using Format = InspectedToken::Format;

constexpr TimePoint now{1'800'000'000s};  // 2027-01-15T08:00:00Z

const PrivateKey& key() {
  static const PrivateKey key = generate_key(KeyType::p256);
  return key;
}

InspectedToken inspected(const json& claims) {
  return inspect_token(Secret(sign_jws({{"kid", "k1"}}, claims.dump(), "ES256", key())), now);
}

std::string in_words(const char* claim, const json& value) {
  return inspected({{claim, value}}).claims.at(0).meaning;
}

JwkSet set_of(const PrivateKey& key) {
  return JwkSet::parse(json{{"keys", {public_jwk(key.public_key())}}}.dump(), "the set");
}

TEST(InspectToken, TreatsAllButJwtsAsOpaque) {
  for (const char* text : {"", "abc", "a.b", "a.b.c", "a.b.c.d.e", "eyJhbGciOiJub25lIn0.W10.", "eyJhbGciOjF9.e30.eA"})
    EXPECT_EQ(inspect_token(Secret(text), now).format, Format::opaque) << text;
}

TEST(InspectToken, ReadsTheHeaderOfAnEncryptedToken) {
  const InspectedToken token = inspect_token(Secret("eyJhbGciOiJSU0EtT0FFUCIsImVuYyI6IkEyNTZHQ00ifQ.a.b.c.d"), now);
  EXPECT_EQ(token.format, Format::encrypted);
  EXPECT_EQ(token.alg, "RSA-OAEP");
  EXPECT_EQ(token.payload, "");
  EXPECT_TRUE(token.claims.empty());
}

TEST(InspectToken, ReadsASignedToken) {
  const InspectedToken token = inspected({{"iss", "https://as.example"}, {"x", {1, 2}}});
  EXPECT_EQ(token.format, Format::signed_token);
  EXPECT_EQ(token.alg, "ES256");
  EXPECT_EQ(token.kid, "k1");
  EXPECT_EQ(token.iss, "https://as.example");
  ASSERT_EQ(token.claims.size(), 2U);
  EXPECT_EQ(token.claims[0].value, "\"https://as.example\"");
  EXPECT_EQ(token.claims[1].value, "[1,2]");
  EXPECT_EQ(token.claims[1].meaning, "");
}

TEST(InspectToken, SaysTimesInWords) {
  EXPECT_EQ(in_words("exp", 1'800'000'000 + 3600), "expires 2027-01-15T09:00:00Z, in 60 minutes");
  EXPECT_EQ(in_words("exp", 1'800'000'000 - 60), "expires 2027-01-15T07:59:00Z, 60 seconds ago");
  EXPECT_EQ(in_words("iat", 1'800'000'000.75), "issued 2027-01-15T08:00:00Z, 0 seconds ago");
  EXPECT_EQ(in_words("nbf", -1e300), "not good before 1970-01-01T00:00:00Z, 20833 days ago");
  EXPECT_EQ(in_words("auth_time", "1800000000"), "no time");
}

TEST(InspectToken, SaysWhatATokenIsBoundTo) {
  EXPECT_EQ(in_words("cnf", {{"jkt", "x"}}), "works only with the key of this thumbprint (DPoP)");
  EXPECT_EQ(in_words("cnf", {{"x5t#S256", "x"}}), "works only with the certificate of this thumbprint (mutual TLS)");
  EXPECT_EQ(in_words("cnf", {{"jwk", json::object()}}), "works only with the key that it names");
  EXPECT_EQ(in_words("cnf", "x"), "");
  EXPECT_EQ(in_words("sub", "alice"), "whom it is about");
}

TEST(VerifyInspected, FailsForOtherKeysAndForMacs) {
  const Secret by_key(sign_jws({}, "{}", "ES256", key()));
  EXPECT_EQ(verify_inspected(by_key, set_of(generate_key(KeyType::p256))),
            "the token has a signature that is not the server's");
  const Secret by_secret(sign_jws({}, "{}", "HS256", Secret("a secret of thirty-two bytes or so")));
  EXPECT_NE(verify_inspected(by_secret, set_of(key())), "");
  EXPECT_NE(verify_inspected(Secret("eyJhbGciOiJub25lIn0.e30."), set_of(key())), "");
  EXPECT_EQ(verify_inspected(by_key, set_of(key())), "");
}

}  // namespace
}  // namespace oauthctl
