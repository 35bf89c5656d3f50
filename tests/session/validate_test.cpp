#include "session/validate.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "base/base64.h"
#include "jose/jwe.h"
#include "jose/jws.h"
#include "jose/keys/jwk.h"
#include "session/fakes.h"

namespace oauthctl::testing {
namespace {

struct Asked : World {
  Asked() {
    record().server.introspection_endpoint = "https://as.example/introspect";
    record().server.userinfo_endpoint = "https://as.example/userinfo";
  }
};

TEST(Validate, WithNobodyToAskItSaysSo) {
  World world;
  const auto error = failure([&] { validate(world.record(), world.services()); });
  ASSERT_TRUE(error);
  EXPECT_EQ(error->kind(), ErrorKind::protocol);
}

TEST(Validate, AnInactiveTokenIsInactive) {
  Asked world;
  world.transport.answer("/introspect", 200, R"({"active":false})");
  const Validation validation = validate(world.record(), world.services());
  EXPECT_FALSE(validation.active);
  EXPECT_EQ(validation.by, "introspection");
}

TEST(Validate, AnAnswerThatContradictsItselfIsNotBelieved) {
  for (const char* answer :
       {R"({"active":true,"exp":1700000000})", R"({"active":true,"client_id":"another"})",
        R"({"active":true,"nbf":1900000000})", R"({"active":true,"iss":"https://evil.example"})"}) {
    Asked world;
    world.transport.answer("/introspect", 200, answer);
    const auto error = failure([&] { validate(world.record(), world.services()); });
    ASSERT_TRUE(error) << answer;
    EXPECT_EQ(error->kind(), ErrorKind::protocol);
  }
  for (const char* answer : {R"({"active":false,"exp":1700000000})", R"({"active":true,"client_id":"client"})",
                             R"({"active":true,"nbf":1800000030})", R"({"active":true,"iss":"https://as.example"})"}) {
    Asked world;
    world.transport.answer("/introspect", 200, answer);
    EXPECT_NO_THROW(validate(world.record(), world.services())) << answer;
  }
}

TEST(Validate, AnActiveThatIsNotABooleanIsRefused) {
  Asked world;
  world.transport.answer("/introspect", 200, R"({"active":"true"})");
  const auto error = failure([&] { validate(world.record(), world.services()); });
  ASSERT_TRUE(error);
  EXPECT_EQ(error->kind(), ErrorKind::protocol);
}

TEST(Validate, AsksUserinfoWhereIntrospectionRefusesThisClient) {
  for (const int status : {401, 403, 404, 405}) {
    Asked world;
    world.transport.answer("/introspect", status, R"({"error":"invalid_client"})");
    world.transport.answer("/userinfo", 200, R"({"sub":"alice"})");
    const Validation validation = validate(world.record(), world.services());
    EXPECT_TRUE(validation.active) << status;
    EXPECT_EQ(validation.by, "userinfo");
    EXPECT_EQ(validation.account.sub, "alice");
  }
}

TEST(Validate, DoesNotBelieveUserinfoAboutAnotherAccount) {
  Asked world;
  world.record().account.sub = "alice";
  world.transport.answer("/introspect", 404, "");
  world.transport.answer("/userinfo", 200, R"({"sub":"mallory"})");
  const auto error = failure([&] { validate(world.record(), world.services()); });
  ASSERT_TRUE(error);
  EXPECT_EQ(error->kind(), ErrorKind::protocol);
}

TEST(Validate, AServerInTroubleSaysNothingAboutTheToken) {
  Asked world;
  world.transport.answer("/introspect", 503, "");
  const auto error = failure([&] { validate(world.record(), world.services()); });
  ASSERT_TRUE(error);
  EXPECT_EQ(error->kind(), ErrorKind::unavailable);
}

TEST(Validate, AsksGooglesTokeninfo) {
  Asked world;
  world.record().server.introspection_endpoint.clear();
  world.record().server.token_endpoint = "https://oauth2.googleapis.com/token";
  world.secrets.server.token_endpoint = world.record().server.token_endpoint;
  world.transport.answer("/tokeninfo", 200, R"({"aud":"client","sub":"1","scope":"read","exp":"1800000060"})");
  const Validation validation = validate(world.record(), world.services());
  EXPECT_TRUE(validation.active);
  EXPECT_EQ(validation.by, "tokeninfo");
  EXPECT_EQ(validation.expires_at, noon + std::chrono::seconds{60});
}

TEST(Validate, ReportsWhatIntrospectionSaid) {
  Asked world;
  world.transport.answer("/introspect", 200, R"({"active":true,"scope":"read","username":"alice","exp":1800000060})");
  const Validation validation = validate(world.record(), world.services());
  EXPECT_TRUE(validation.active);
  EXPECT_EQ(validation.scope, "read");
  EXPECT_EQ(validation.expires_at, noon + std::chrono::seconds{60});
  EXPECT_EQ(validation.account.label(), "alice");
}

/// A server whose answers are signed, and whose access tokens are JWTs.
struct Signed : Asked {
  Signed() {
    record().server.jwks_uri = secrets.server.jwks_uri = "https://as.example/jwks";
    nlohmann::json claims = {{"iss", "https://as.example"}, {"aud", "api"},    {"sub", "alice"},
                             {"client_id", "client"},       {"scope", "read"}, {"exp", 1'800'000'060}};
    record().tokens.access_token = Secret(sign_jws({{"typ", "at+jwt"}}, claims.dump(), "ES256", key));
  }
  void answer_with_keys(const PrivateKey& published) {
    transport.answer("/jwks", 200, nlohmann::json{{"keys", {public_jwk(published.public_key())}}}.dump());
  }
  std::string answer_for_us(const nlohmann::json& more, const char* typ) const {
    nlohmann::json claims{{"iss", "https://as.example"}, {"aud", "client"}};
    claims.update(more);
    return sign_jws({{"typ", typ}}, claims.dump(), "ES256", key);
  }
  PrivateKey key = generate_key(KeyType::p256);
};

TEST(ValidateSigned, JudgesAJwtByTheServersKeysWithoutIntrospection) {
  Signed world;
  world.transport.answer("/introspect", 404, "");
  world.answer_with_keys(world.key);
  const Validation validation = validate(world.record(), world.services());
  EXPECT_TRUE(validation.active);
  EXPECT_EQ(validation.by, "signature");
  EXPECT_EQ(validation.account.sub, "alice");
}

TEST(ValidateSigned, DoesNotBelieveAJwtThatTheServerDidNotSign) {
  Signed world;
  world.transport.answer("/introspect", 404, "");
  for (int i = 0; i < 2; ++i) world.answer_with_keys(generate_key(KeyType::p256));
  const auto error = failure([&] { validate(world.record(), world.services()); });
  ASSERT_TRUE(error);
  EXPECT_EQ(error->kind(), ErrorKind::protocol);
  EXPECT_EQ(error->message(), "the access token has a signature that is not the server's");
}

TEST(ValidateSigned, AsksForASignedAnswerAndBelievesNoOther) {
  Signed world;
  world.secrets.client.introspection_signed_response_alg = "ES256";
  world.transport.answer("/introspect", 200, R"({"active":true})");
  world.answer_with_keys(world.key);
  world.answer_with_keys(world.key);
  EXPECT_TRUE(failure([&] { validate(world.record(), world.services()); }));
  EXPECT_EQ(world.transport.sent.at(0).headers.get("Accept"), "application/token-introspection+jwt");

  world.transport.answer("/introspect", 200,
                         world.answer_for_us({{"token_introspection", {{"active", true}}}}, "token-introspection+jwt"),
                         "application/token-introspection+jwt");
  world.answer_with_keys(world.key);
  EXPECT_TRUE(validate(world.record(), world.services()).active);
}

TEST(ValidateSigned, TakesSignedUserinfo) {
  Signed world;
  world.record().tokens.access_token = Secret("opaque");
  world.secrets.client.userinfo_signed_response_alg = "ES256";
  world.transport.answer("/introspect", 404, "");
  world.transport.answer("/userinfo", 200, world.answer_for_us({{"sub", "alice"}}, "JWT"), "application/jwt");
  world.answer_with_keys(world.key);
  EXPECT_EQ(validate(world.record(), world.services()).account.sub, "alice");
}

TEST(ValidateSigned, OpensWhatIsEncryptedForTheClient) {
  Signed world;
  const Secret key("sixteen bytes ok");
  const auto sealed = [&](const std::string& text) { return encrypt_jwe({}, text, {"dir", "A128GCM"}, key); };
  Client& client = world.secrets.client;
  client.jwks = Secret(nlohmann::json{{"keys", {{{"kty", "oct"}, {"k", base64url_encode(key.reveal())}}}}}.dump());
  client.introspection_signed_response_alg = "ES256";
  client.introspection_encrypted_response = {"dir", "A128GCM"};
  const std::string judgement =
      world.answer_for_us({{"token_introspection", {{"active", true}}}}, "token-introspection+jwt");
  world.transport.answer("/introspect", 200, judgement, "application/token-introspection+jwt");
  const auto error = failure([&] { validate(world.record(), world.services()); });
  ASSERT_TRUE(error);
  EXPECT_EQ(error->message(), "the introspection endpoint's answer is not encrypted, though it should be");
  world.transport.answer("/introspect", 200, sealed(judgement), "application/token-introspection+jwt");
  world.answer_with_keys(world.key);
  EXPECT_TRUE(validate(world.record(), world.services()).active);

  world.record().tokens.access_token = Secret("opaque");
  client.userinfo_encrypted_response = {"dir", "A128GCM"};
  world.transport.answer("/introspect", 404, "");
  world.transport.answer("/userinfo", 200, sealed(R"({"sub":"alice"})"), "application/jwt");
  EXPECT_EQ(validate(world.record(), world.services()).account.sub, "alice");
}

TEST(Validate, RemembersWhichEncodingOfTheSecretTheServerTakes) {
  Asked world;
  world.secrets.client.client_secret = Secret("a+b/c");
  world.transport.answer("/introspect", 401, R"({"error":"invalid_client"})");
  world.transport.answer("/introspect", 200, R"({"active":true})");
  EXPECT_TRUE(validate(world.record(), world.services()).active);
  EXPECT_TRUE(world.record().basic_unencoded);
  world.transport.answer("/introspect", 200, R"({"active":true})");
  validate(world.record(), world.services());
  EXPECT_EQ(world.transport.sent.size(), 3U);
}

}  // namespace
}  // namespace oauthctl::testing
