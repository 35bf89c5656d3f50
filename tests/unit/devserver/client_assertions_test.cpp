#include "devserver/clients/client_assertions.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "devserver/refusal.h"
#include "signing_client.h"

namespace oauthctl::devserver {
namespace {

using nlohmann::json;

json good_claims(const json& changes = json::object()) {
  json claims{{"iss", "notes"}, {"sub", "notes"}, {"aud", issuer}, {"jti", "1"}, {"exp", now + 60}};
  claims.update(changes);
  return claims;
}

std::string signed_by_key(const json& claims) {
  return sign_jws(json::object(), to_text(claims), "ES256", own_key());
}

class ClientAssertionsTest : public ::testing::Test {
 protected:
  /// Why it is refused; empty: it is not.
  std::string refusal(const RegisteredClient& client, const std::string& assertion) {
    try {
      assertions_.check(client, assertion);
      return {};
    } catch (const Refusal& refusal) {
      EXPECT_EQ(refusal.error(), "invalid_client");
      return refusal.description();
    }
  }
  std::string refusal(const json& changes) { return refusal(client_with_key(), signed_by_key(good_claims(changes))); }

  TimePoint now_{std::chrono::seconds(now)};
  ClientAssertions assertions_{issuer, [this] { return now_; }};
};

TEST_F(ClientAssertionsTest, RefuseEachClaimThatIsNotAsItShouldBe) {
  const std::string start = "the client assertion: ";
  EXPECT_EQ(refusal({{"iss", "other"}}), start + "\"iss\" is not the client");
  EXPECT_EQ(refusal({{"iss", nullptr}}), start + "\"iss\" is not the client");
  EXPECT_EQ(refusal({{"sub", "other"}}), start + "\"sub\" is not the client");
  EXPECT_EQ(refusal({{"aud", "https://other.example"}}), start + "\"aud\" is not this server, " + issuer);
  EXPECT_EQ(refusal({{"aud", {"https://other.example"}}}), start + "\"aud\" is not this server, " + issuer);
  EXPECT_EQ(refusal({{"aud", nullptr}}), start + "\"aud\" is not this server, " + issuer);
  EXPECT_EQ(refusal({{"exp", nullptr}}), start + "\"exp\" is missing");
  EXPECT_EQ(refusal({{"exp", now}}), start + "\"exp\" is in the past");
  EXPECT_EQ(refusal({{"exp", now + 3601}}), start + "\"exp\" is more than an hour away");
  EXPECT_EQ(refusal({{"nbf", now + 1}}), start + "\"nbf\" is in the future");
  EXPECT_EQ(refusal({{"iat", now + 1}}), start + "\"iat\" is in the future");
  EXPECT_EQ(refusal({{"jti", nullptr}}), start + "\"jti\" is missing");
  EXPECT_EQ(refusal(json::object()), "") << "when all hold";
}

TEST_F(ClientAssertionsTest, RefuseASignatureOfAnotherKey) {
  const std::string foreign = sign_jws(json::object(), to_text(good_claims()), "ES256", generate_key(KeyType::p256));
  EXPECT_EQ(refusal(client_with_key(), foreign), "the client assertion has a signature that is not the client's");
  const std::string guessed = sign_jws(json::object(), to_text(good_claims()), "HS256", Secret(std::string(64, 'x')));
  EXPECT_EQ(refusal(client_with_secret(), guessed), "the client assertion has a signature that is not the client's");
}

TEST_F(ClientAssertionsTest, RefuseAnAlgorithmOfAnotherMethod) {
  // The public key, as everybody can have it, taken for a secret.
  const std::string confused =
      sign_jws(json::object(), to_text(good_claims()), "HS256", Secret(client_with_key().rules.jwks));
  EXPECT_NE(refusal(client_with_key(), confused).find("is signed with \"HS256\", expected"), std::string::npos);
  RegisteredClient client = client_with_secret();
  client.rules.jwks = client_with_key().rules.jwks;
  EXPECT_NE(refusal(client, signed_by_key(good_claims())).find("is signed with \"ES256\", expected"),
            std::string::npos);
}

TEST_F(ClientAssertionsTest, RefuseAnAlgorithmThatIsNotTheRegisteredOne) {
  RegisteredClient client = client_with_secret();
  client.rules.token_endpoint_auth_signing_alg = "HS512";
  const auto signed_with = [&](const char* alg) {
    return sign_jws(json::object(), to_text(good_claims()), alg, client.client_secret);
  };
  EXPECT_EQ(refusal(client, signed_with("HS256")), "the client assertion is signed with \"HS256\", expected \"HS512\"");
  EXPECT_EQ(refusal(client, signed_with("HS512")), "");
}

TEST_F(ClientAssertionsTest, RefuseWhatIsNotAJwt) {
  EXPECT_NE(refusal(client_with_key(), "x"), "");
  EXPECT_NE(refusal(client_with_key(), ""), "");
}

TEST_F(ClientAssertionsTest, RefuseTheSameOneAgainUntilItIsOverAnyway) {
  const std::string assertion = signed_by_key(good_claims());
  EXPECT_EQ(refusal(client_with_key(), assertion), "");
  EXPECT_EQ(refusal(client_with_key(), assertion), "the client assertion was used before");
  now_ += std::chrono::seconds(59);
  EXPECT_EQ(refusal(client_with_key(), assertion), "the client assertion was used before");
  now_ += std::chrono::seconds(1);
  EXPECT_EQ(refusal(client_with_key(), assertion), "the client assertion: \"exp\" is in the past");
}

TEST_F(ClientAssertionsTest, DoNotUseUpTheJtiOfOneThatIsRefused) {
  EXPECT_NE(refusal({{"sub", "other"}}), "");
  EXPECT_EQ(refusal(json::object()), "");
}

TEST_F(ClientAssertionsTest, KeepTheJtisOfClientsApart) {
  RegisteredClient other = client_with_key();
  other.client_id = "other";
  EXPECT_EQ(refusal(json::object()), "");
  EXPECT_EQ(refusal(other, signed_by_key(good_claims({{"iss", "other"}, {"sub", "other"}}))), "");
}

TEST_F(ClientAssertionsTest, AreForTheIssuerOrAnEndpointOfIts) {
  EXPECT_EQ(refusal({{"aud", issuer}, {"jti", "a"}}), "");
  EXPECT_EQ(refusal({{"aud", issuer + "/token"}, {"jti", "b"}}), "");
  EXPECT_EQ(refusal({{"aud", issuer + "/par"}, {"jti", "c"}}), "");
  EXPECT_EQ(refusal({{"aud", {"https://other.example", issuer}}, {"jti", "d"}}), "");
}

TEST_F(ClientAssertionsTest, AreSignedByAnyTypeOfKeyThatIsRegistered) {
  for (const auto& [type, alg] :
       {std::pair{KeyType::rsa, "PS256"}, {KeyType::p521, "ES512"}, {KeyType::ed25519, "EdDSA"}}) {
    const PrivateKey key = generate_key(type);
    RegisteredClient client = client_with_key();
    client.rules.jwks = to_text(json{{"keys", {public_jwk(key.public_key())}}});
    EXPECT_EQ(refusal(client, sign_jws(json::object(), to_text(good_claims({{"jti", alg}})), alg, key)), "") << alg;
  }
}

TEST(SubjectOfAnAssertion, IsEmptyWhereItCannotBeRead) {
  EXPECT_EQ(subject_of("x"), "");
  EXPECT_EQ(subject_of("e30.e30.e30"), "");
  EXPECT_EQ(subject_of(signed_by_key({{"sub", "notes"}})), "notes");
}

}  // namespace
}  // namespace oauthctl::devserver
