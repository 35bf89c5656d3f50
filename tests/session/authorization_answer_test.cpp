#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "base/base64.h"
#include "jose/jwe.h"
#include "jose/jws.h"
#include "jose/keys/jwk.h"
#include "session/fakes.h"
#include "session/login/authorization.h"

namespace oauthctl::testing {
namespace {

using nlohmann::json;

const PrivateKey& server_key() {
  static const PrivateKey key = generate_key(KeyType::p256);
  return key;
}

std::string key_set(const char* kid) {
  json jwk = public_jwk(server_key().public_key());
  jwk["kid"] = kid;
  return json{{"keys", {jwk}}}.dump();
}

/// A sign-in that waits for a signed response with the state `ours`.
struct WaitingWorld : World {
  WaitingWorld() {
    secrets.server.jwks_uri = "https://as.example/jwks";
    secrets.client.response_mode = "jwt";
    secrets.client.authorization_signed_response_alg = "ES256";
    asked.state = Secret("ours");
  }
  AuthorizationAnswer waiting() {
    transport.answer("/jwks", 200, key_set("1"));
    return {secrets.server, secrets.client, asked, shared};
  }
  static Params signed_with(const json& changes, const char* kid = "1", const PrivateKey& key = server_key()) {
    json claims = {{"iss", "https://as.example"},
                   {"aud", "client"},
                   {"exp", noon.time_since_epoch().count() + 300},
                   {"state", "ours"},
                   {"code", "c"}};
    if (changes.is_object()) claims.update(changes);
    return {{"response", sign_jws({{"kid", kid}}, claims.dump(), "ES256", key)}};
  }

  AuthorizationRequest asked;
  Services shared = services();
};

TEST(AuthorizationAnswer, ThatIsPlainIsTakenAsItIs) {
  WaitingWorld world;
  world.secrets.client.response_mode = "form_post";
  AuthorizationAnswer answer(world.secrets.server, world.secrets.client, world.asked, world.shared);
  EXPECT_FALSE(answer.is_here({{"state", "theirs"}, {"code", "c"}}));
  const Params ours{{"state", "ours"}, {"code", "c"}};
  EXPECT_TRUE(answer.is_here(ours));
  EXPECT_EQ(answer.read(ours), ours);
  EXPECT_TRUE(world.transport.log.empty());
}

TEST(AuthorizationAnswer, ThatCouldNotBeCheckedIsNotWaitedFor) {
  WaitingWorld world;
  world.secrets.server.jwks_uri = "";
  const auto error =
      failure([&] { AuthorizationAnswer(world.secrets.server, world.secrets.client, world.asked, world.shared); });
  ASSERT_TRUE(error);
  EXPECT_EQ(error->kind(), ErrorKind::usage);
}

TEST(AuthorizationAnswer, OfAStrangerIsTurnedAwayWithoutAWord) {
  WaitingWorld world;
  AuthorizationAnswer answer = world.waiting();
  for (const Params& received :
       {Params{}, Params{{"response", "x"}}, Params{{"code", "c"}, {"state", "theirs"}},
        WaitingWorld::signed_with({{"state", "theirs"}}), WaitingWorld::signed_with({{"state", "theirs"}}, "2")})
    EXPECT_FALSE(answer.is_here(received));
  EXPECT_TRUE(world.notices.warnings.empty());
  EXPECT_EQ(world.transport.log, std::vector<std::string>{"/jwks"});
}

TEST(AuthorizationAnswer, WithOurStateThatDoesNotVerifyIsTurnedAwayWithAWarning) {
  WaitingWorld world;
  AuthorizationAnswer answer = world.waiting();
  world.transport.answer("/jwks", 200, key_set("1"));  // the server might have changed its keys
  const std::string begin = "an answer was turned away: the authorization response";
  const std::pair<Params, std::string> refused[] = {
      {{{"state", "ours"}, {"code", "c"}}, " is not signed, though a signed one was asked for"},
      {WaitingWorld::signed_with({}, "1", generate_key(KeyType::p256)), " has a signature that is not the server's"},
      {WaitingWorld::signed_with({{"aud", "other"}}), R"(: "aud" is "other", expected "client")"},
      {WaitingWorld::signed_with({{"iss", "https://x"}}), R"(: "iss" is "https://x", expected "https://as.example")"},
  };
  for (const auto& [received, why] : refused) {
    EXPECT_FALSE(answer.is_here(received));
    EXPECT_EQ(world.notices.warnings.back(), begin + why);
    const auto error = failure([&answer, &given = received] { answer.read(given); });
    ASSERT_TRUE(error) << "a pasted one is judged for the first time";
    EXPECT_EQ(error->kind(), ErrorKind::protocol);
  }
}

TEST(AuthorizationAnswer, WithNeitherCodeNorErrorIsNone) {
  WaitingWorld world;
  AuthorizationAnswer answer = world.waiting();
  EXPECT_FALSE(answer.is_here(WaitingWorld::signed_with({{"code", nullptr}})));
}

TEST(AuthorizationAnswer, ThatVerifiesIsTaken) {
  WaitingWorld world;
  AuthorizationAnswer answer = world.waiting();
  const Params received = WaitingWorld::signed_with({});
  EXPECT_TRUE(answer.is_here(received));
  EXPECT_EQ(answer.read(received).get("code"), "c");
  EXPECT_TRUE(answer.is_here(WaitingWorld::signed_with({{"code", nullptr}, {"error", "access_denied"}})));
  EXPECT_EQ(world.transport.log, std::vector<std::string>{"/jwks"});
}

TEST(AuthorizationAnswer, ByAKeyThatWasPublishedJustNowIsTaken) {
  WaitingWorld world;
  AuthorizationAnswer answer = world.waiting();
  world.transport.answer("/jwks", 200, key_set("2"));
  EXPECT_TRUE(answer.is_here(WaitingWorld::signed_with({}, "2")));
  EXPECT_FALSE(answer.is_here(WaitingWorld::signed_with({}, "3"))) << "the keys are fetched again only once";
  EXPECT_EQ(world.transport.log, (std::vector<std::string>{"/jwks", "/jwks"}));
}

TEST(AuthorizationAnswer, CanBeAMacWithoutAnyKeys) {
  WaitingWorld world;
  world.secrets.client.authorization_signed_response_alg = "HS256";
  world.secrets.client.client_secret = Secret("a secret of thirty-two bytes or so");
  AuthorizationAnswer answer(world.secrets.server, world.secrets.client, world.asked, world.shared);
  EXPECT_FALSE(answer.is_here(WaitingWorld::signed_with({})));
  EXPECT_TRUE(world.transport.log.empty());
}

TEST(AuthorizationAnswer, ThatIsEncryptedIsOpenedAndStrangersAreNamedOnce) {
  WaitingWorld world;
  world.secrets.client.authorization_encrypted_response = {"dir", "A128GCM"};
  const Secret key("sixteen bytes ok");
  world.secrets.client.jwks = Secret(json{{"keys", {{{"kty", "oct"}, {"k", base64url_encode(key.reveal())}}}}}.dump());
  AuthorizationAnswer answer = world.waiting();
  const auto sealed = [&](const Params& received, const Secret& by) {
    return Params{{"response", encrypt_jwe({}, received.get("response"), {"dir", "A128GCM"}, by)}};
  };
  EXPECT_FALSE(answer.is_here(WaitingWorld::signed_with({}))) << "not encrypted";
  EXPECT_FALSE(answer.is_here(sealed(WaitingWorld::signed_with({}), Secret("other bytes here"))));
  EXPECT_EQ(world.notices.warnings.size(), 1U);
  const Params ours = sealed(WaitingWorld::signed_with({}), key);
  EXPECT_TRUE(answer.is_here(ours));
  EXPECT_EQ(answer.read(ours).get("code"), "c");
}

}  // namespace
}  // namespace oauthctl::testing
