#include "session/id_token.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "base/base64.h"
#include "jose/jwe.h"
#include "jose/jws.h"
#include "jose/keys/jwk.h"
#include "session/fakes.h"
#include "session/login.h"
#include "session/token.h"

namespace oauthctl::testing {
namespace {

using nlohmann::json;

const PrivateKey& server_key() {
  static const PrivateKey key = generate_key(KeyType::p256);
  return key;
}

std::string key_set(const PrivateKey& key, const char* kid) {
  json jwk = public_jwk(key.public_key());
  jwk["kid"] = kid;
  return json{{"keys", {jwk}}}.dump();
}

/// A server that signs ID tokens, and a profile that it knows.
struct IdTokenWorld : World {
  IdTokenWorld() : browser(seen) {
    record().server.jwks_uri = secrets.server.jwks_uri = "https://as.example/jwks";
    record().scope = "openid";
    secrets.client.id_token_signed_response_alg = "ES256";
    secrets.client.client_secret = Secret(std::string(32, 's'));
    request.profile = "p";
    request.timeout = std::chrono::minutes{1};
    seen.answer_with = [this](const Params& asked) {
      if (!claims.contains("nonce")) claims["nonce"] = asked.get("nonce");
      return Params{{"code", "the-code"}, {"state", state}, {"iss", "https://as.example"}};
    };
  }

  void push() {
    secrets.client.require_pushed_authorization_requests = true;
    secrets.server.pushed_authorization_request_endpoint = "https://as.example/par";
    transport.answer("/par", 201, R"({"request_uri":"urn:example:1","expires_in":60})");
  }

  std::string id_token(const PrivateKey& key) const {
    const std::string jws = sign_jws({{"kid", "1"}}, claims.dump(), "ES256", key);
    return encrypt_with.empty() ? jws : encrypt_jwe({}, jws, {"dir", "A128GCM"}, encrypt_with);
  }
  /// The claims are read when the token is requested, because the nonce is known by then.
  void answer_with_id_token(const PrivateKey& key = server_key()) {
    transport.script["/token"].push_back([this, key](const HttpRequest&) {
      HttpResponse response;
      response.status = 200;
      response.headers = {{"content-type", "application/json"}, {"date", date}};
      response.body = json{
          {"access_token", "new-access"},
          {"token_type", "Bearer"},
          {"expires_in", 3600},
          {"refresh_token", "new-refresh"},
          {"id_token",
           id_token(key)}}.dump();
      return response;
    });
  }
  void answer_with_keys(const char* kid = "1") { transport.answer("/jwks", 200, key_set(server_key(), kid)); }

  LoginOutcome sign_in() {
    return login(request, services(), browser,
                 [this](const Client&) { return std::make_unique<ImmediateListener>(seen); });
  }
  Record renew_now() { return token("p", {}, services()); }

  /// As after a sign-in of alice.
  void remember_login() {
    record().tokens.id_token = Secret(sign_jws({}, claims.dump(), "ES256", server_key()));
    record().account.sub = "alice";
  }

  json claims = {{"iss", "https://as.example"},
                 {"sub", "alice"},
                 {"aud", "client"},
                 {"exp", noon.time_since_epoch().count() + 300},
                 {"iat", noon.time_since_epoch().count()}};
  Secret encrypt_with;                                         ///< empty: not at all
  std::string date;                                            ///< the server's
  std::string state = base64url_encode(std::string(32, 'r'));  ///< by the entropy of this world
  LoginRequest request;
  ImmediateListener::Seen seen;
  RecordingBrowser browser;
};

void expect_refused(const std::optional<Error>& error, ErrorKind kind, const std::string& message) {
  ASSERT_TRUE(error);
  EXPECT_EQ(error->kind(), kind);
  EXPECT_EQ(error->message(), message);
}

TEST(LoginWithIdToken, ThatIsAnotherLoginsStoresNothing) {
  IdTokenWorld world;
  world.claims["nonce"] = "another";
  world.answer_with_id_token();
  world.answer_with_keys();
  expect_refused(failure([&] { world.sign_in(); }), ErrorKind::protocol,
                 R"(the ID token: "nonce" is "another", which is not the one that was sent)");
  EXPECT_EQ(world.record().tokens.access_token.reveal(), "old-access");
  EXPECT_EQ(world.record().serial, 1U);
  EXPECT_FALSE(world.seen.finished.has_value()) << "the browser is told that it failed";
}

TEST(LoginWithIdToken, ThatTheServerDidNotSignStoresNothing) {
  IdTokenWorld world;
  world.answer_with_id_token(generate_key(KeyType::p256));
  world.answer_with_keys();
  world.answer_with_keys();
  expect_refused(failure([&] { world.sign_in(); }), ErrorKind::protocol,
                 "the ID token has a signature that is not the server's");
  EXPECT_EQ(world.record().serial, 1U);
}

TEST(LoginWithIdToken, ForAnotherCodeOrAccessTokenStoresNothing) {
  for (const char* claim : {"c_hash", "at_hash"}) {
    IdTokenWorld world;
    world.claims[claim] = "AAAA";
    world.answer_with_id_token();
    world.answer_with_keys();
    const auto error = failure([&] { world.sign_in(); });
    ASSERT_TRUE(error);
    EXPECT_NE(error->message().find(claim), std::string::npos) << error->message();
    EXPECT_EQ(world.record().serial, 1U);
  }
}

TEST(LoginWithIdToken, ThatLacksWhatWasAskedForStoresNothing) {
  for (const auto& [name, value, claim] : {std::tuple{"max_age", "300", "auth_time"}, {"acr_values", "mfa", "acr"}}) {
    IdTokenWorld world;
    world.request.params = Params{{name, value}};
    world.answer_with_id_token();
    world.answer_with_keys();
    const auto error = failure([&] { world.sign_in(); });
    ASSERT_TRUE(error);
    EXPECT_TRUE(error->message().starts_with("the ID token: \"" + std::string(claim) + "\" is missing"));
    EXPECT_EQ(world.record().serial, 1U);
  }
}

TEST(LoginWithIdToken, OfAServerThatSignsWithES256AloneNeedsNoWordInTheClientFile) {
  for (const auto& [listed, is_taken] : {std::pair{std::vector<std::string>{"ES256", "PS256"}, true},
                                         {{"ES384"}, false},
                                         {{"RS256", "ES256"}, false},
                                         {{"HS256", "none"}, false},
                                         {{}, false}}) {
    IdTokenWorld world;
    world.secrets.client.id_token_signed_response_alg.clear();
    world.secrets.server.id_token_signing_alg_values_supported = listed;
    world.answer_with_id_token();
    world.answer_with_keys();
    world.answer_with_keys();
    EXPECT_NE(failure([&] { world.sign_in(); }).has_value(), is_taken);
  }
}

/// The way in which the request reaches the server must not change the checks of the answer.
TEST(LoginWithIdToken, IsCheckedForWhatWasAskedHoweverTheRequestWasSent) {
  const std::pair<const char*, void (*)(IdTokenWorld&)> ways[] = {
      {"plain", [](IdTokenWorld&) {}},
      {"an endpoint with a query of its own",
       [](IdTokenWorld& world) {
         world.secrets.server.authorization_endpoint += "?max_age=4000000000&acr_values=any";
       }},
      {"pushed", [](IdTokenWorld& world) { world.push(); }},
      {"signed", [](IdTokenWorld& world) { world.secrets.client.request_object_signing_alg = "HS256"; }},
      {"longer than a URL may be", [](IdTokenWorld& world) { world.request.params->add("x", std::string(9000, 'x')); }},
      {"pushed and longer than a URL may be",
       [](IdTokenWorld& world) {
         world.push();
         world.request.params->add("x", std::string(9000, 'x'));
       }},
  };
  for (const auto& [how, apply] : ways) {
    for (const auto& [name, value, claim] : {std::tuple{"max_age", "300", "auth_time"}, {"acr_values", "mfa", "acr"}}) {
      IdTokenWorld world;
      world.request.params = Params{{name, value}};
      world.claims["nonce"] = base64url_encode(std::string(32, 'r'));
      apply(world);
      world.answer_with_id_token();
      world.answer_with_keys();
      const auto error = failure([&] { world.sign_in(); });
      ASSERT_TRUE(error) << how << ", " << name;
      EXPECT_EQ(error->kind(), ErrorKind::protocol) << how << ": " << error->message();
      EXPECT_TRUE(error->message().starts_with("the ID token: \"" + std::string(claim) + "\" is missing"))
          << how << ": " << error->message();
      EXPECT_EQ(world.record().serial, 1U);
    }
  }
}

TEST(LoginWithoutIdToken, ThoughOpenidWasAskedForIdentifiesNobody) {
  IdTokenWorld world;
  world.transport.answer("/token", 200, R"({"access_token":"new-access"})");
  EXPECT_FALSE(failure([&] { world.sign_in(); }));
  EXPECT_EQ(world.record().tokens.access_token.reveal(), "new-access");
  EXPECT_THAT(world.notices.warnings, ::testing::Contains(::testing::HasSubstr("the server sent no ID token")));
}

TEST(LoginWithoutIdToken, ThatCannotSayHowThePersonSignedInStoresNothing) {
  for (const Params& params : {Params{{"max_age", "60"}}, Params{{"acr_values", "gold"}}}) {
    IdTokenWorld world;
    world.request.params = params;
    world.transport.answer("/token", 200, R"({"access_token":"new-access"})");
    expect_refused(failure([&] { world.sign_in(); }), ErrorKind::protocol,
                   "the server sent no ID token, so it does not say how the person signed in");
    EXPECT_EQ(world.record().serial, 1U);
  }
}

TEST(LoginWithoutIdToken, OfAServerThatDidNotGrantOpenidStandsUnlessMoreWasAskedFor) {
  for (const bool asks_more : {false, true}) {
    IdTokenWorld world;
    world.record().scope = "openid read";
    if (asks_more) world.request.params = Params{{"acr_values", "mfa"}};
    world.transport.answer("/token", 200, R"({"access_token":"new-access","scope":"read"})");
    EXPECT_EQ(failure([&] { world.sign_in(); }).has_value(), asks_more);
  }
}

TEST(LoginWithoutIdToken, CannotAskHowThePersonSignedIn) {
  for (const Params& params : {Params{{"max_age", "60"}}, Params{{"acr_values", "gold"}},
                               Params{{"claims", R"({"id_token":{"acr":{"essential":true,"value":"gold"}}})"}}}) {
    IdTokenWorld world;
    world.record().scope = "read";
    world.request.params = params;
    expect_refused(failure([&] { world.sign_in(); }), ErrorKind::usage,
                   "max_age and acr_values are checked in an ID token, and none was asked for");
    EXPECT_TRUE(world.browser.opened.empty());
    EXPECT_TRUE(world.transport.sent.empty());
  }
}

TEST(LoginWithIdToken, AnInvalidMaxAgeIsReportedBeforeTheBrowserOpens) {
  IdTokenWorld world;
  world.request.params = Params{{"max_age", "5m"}};
  expect_refused(failure([&] { world.sign_in(); }), ErrorKind::usage,
                 R"(max_age must be a number of seconds, not "5m")");
  EXPECT_TRUE(world.browser.opened.empty());
}

TEST(LoginWithIdToken, ByAKeyThatIsNotPublishedFetchesTheKeysAgain) {
  IdTokenWorld world;
  world.answer_with_id_token();
  world.answer_with_keys("0");
  world.answer_with_keys("0");
  const auto error = failure([&] { world.sign_in(); });
  expect_refused(error, ErrorKind::protocol,
                 R"(the ID token was signed with the key "1", which the server does not publish for ES256)");
  EXPECT_EQ(world.transport.log, (std::vector<std::string>{"/token", "/jwks", "/jwks"}));
}

TEST(LoginWithIdToken, ByAKeyThatWasPublishedJustNowIsTaken) {
  IdTokenWorld world;
  world.answer_with_id_token();
  world.answer_with_keys("0");
  world.answer_with_keys("1");
  world.sign_in();
  EXPECT_FALSE(world.transport.sent.at(1).headers.contains("Cache-Control"));
  EXPECT_EQ(world.transport.sent.at(2).headers.get("Cache-Control"), "no-cache");
  EXPECT_EQ(world.record().tokens.access_token.reveal(), "new-access");
}

TEST(LoginWithIdToken, ByANewKeyUnderAnOldNameIsTaken) {
  IdTokenWorld world;
  world.answer_with_id_token();
  world.transport.answer("/jwks", 200, key_set(generate_key(KeyType::p256), "1"));
  world.answer_with_keys("1");
  world.sign_in();
  EXPECT_EQ(world.transport.sent.at(2).headers.get("Cache-Control"), "no-cache");
}

TEST(LoginWithIdToken, ThatCannotBeCheckedStoresNothing) {
  IdTokenWorld world;
  world.answer_with_id_token();
  world.transport.answer("/jwks", 503, "");
  expect_refused(failure([&] { world.sign_in(); }), ErrorKind::unavailable, "the server's jwks_uri answered HTTP 503");
  EXPECT_EQ(world.record().serial, 1U);
}

TEST(LoginWithIdToken, ThatHoldsNamesTheAccount) {
  IdTokenWorld world;
  world.claims["email"] = "alice@example.com";
  world.answer_with_id_token();
  world.answer_with_keys();
  world.sign_in();
  EXPECT_EQ(world.record().account, (Account{"alice", "", "", "alice@example.com"}));
  EXPECT_TRUE(world.transport.sent.at(1).interruptible) << "nothing was kept yet that a signal could lose";
  EXPECT_EQ(world.transport.log, (std::vector<std::string>{"/token", "/jwks"}));
}

TEST(LoginWithIdToken, OfAServerWithoutKeysIsBelievedForItsConnection) {
  IdTokenWorld world;
  world.secrets.server.jwks_uri.clear();
  world.answer_with_id_token(generate_key(KeyType::p256));
  world.sign_in();
  EXPECT_EQ(world.record().account.sub, "alice");
}

TEST(LoginWithIdToken, ThatIsEncryptedIsOpenedAndKeptSigned) {
  IdTokenWorld world;
  const Secret key("sixteen bytes ok");
  world.secrets.client.id_token_encrypted_response.alg = "dir";
  world.secrets.client.id_token_encrypted_response.enc = "A128GCM";
  world.secrets.client.jwks = Secret(json{{"keys", {{{"kty", "oct"}, {"k", base64url_encode(key.reveal())}}}}}.dump());
  world.encrypt_with = key;
  world.answer_with_id_token();
  world.answer_with_keys();
  world.sign_in();
  EXPECT_EQ(read_id_token(world.record().tokens.id_token).account.sub, "alice") << "as a hint for a logout wants it";
}

TEST(LoginWithIdToken, ThatIsEncryptedForSomebodyElseStoresNothing) {
  IdTokenWorld world;
  world.encrypt_with = Secret("sixteen bytes ok");
  world.answer_with_id_token();
  expect_refused(failure([&] { world.sign_in(); }), ErrorKind::protocol,
                 "the ID token is encrypted, but the client file does not say so");
  EXPECT_EQ(world.record().serial, 1U);
}

TEST(LoginWithIdToken, ThatIsUntimelyNamesTheServersClock) {
  IdTokenWorld world;
  world.date = "Fri, 15 Jan 2027 09:00:00 GMT";
  world.claims["iat"] = noon.time_since_epoch().count() + 3600;
  world.answer_with_id_token();
  world.answer_with_keys();
  const auto error = failure([&] { world.sign_in(); });
  ASSERT_TRUE(error);
  EXPECT_TRUE(error->message().ends_with("and the server's clock is 60 minutes ahead of it")) << error->message();
}

TEST(RenewalWithIdToken, ThatCannotBeDecryptedKeepsTheRotatedRefreshTokenAlone) {
  IdTokenWorld world;
  world.remember_login();
  world.encrypt_with = Secret("sixteen bytes ok");
  world.answer_with_id_token();
  EXPECT_TRUE(failure([&] { world.renew_now(); }));
  EXPECT_EQ(world.record().tokens.refresh_token.reveal(), "new-refresh");
  EXPECT_EQ(world.record().tokens.access_token.reveal(), "old-access");
}

TEST(RenewalWithIdToken, OfAnotherPersonKeepsTheRotatedRefreshTokenAlone) {
  IdTokenWorld world;
  world.remember_login();
  world.claims["sub"] = "bob";
  world.answer_with_id_token();
  world.answer_with_keys();
  const Secret before = world.record().tokens.id_token;
  expect_refused(failure([&] { world.renew_now(); }), ErrorKind::protocol,
                 R"(the renewed ID token: "sub" is "bob", but at sign-in it was "alice")");
  EXPECT_EQ(world.record().tokens.refresh_token.reveal(), "new-refresh") << "the old one no longer works";
  EXPECT_EQ(world.record().tokens.access_token.reveal(), "old-access") << "the new one may be bob's";
  EXPECT_EQ(world.record().tokens.id_token, before);
}

TEST(RenewalWithIdToken, ThatTheServerDidNotSignKeepsTheRotatedRefreshTokenAlone) {
  IdTokenWorld world;
  world.remember_login();
  world.answer_with_id_token(generate_key(KeyType::p256));
  world.answer_with_keys();
  world.answer_with_keys();
  expect_refused(failure([&] { world.renew_now(); }), ErrorKind::protocol,
                 "the ID token has a signature that is not the server's");
  EXPECT_EQ(world.record().tokens.refresh_token.reveal(), "new-refresh");
  EXPECT_EQ(world.record().tokens.access_token.reveal(), "old-access");
}

TEST(RenewalWithIdToken, HasTheRotatedRefreshTokenOnTheDiskBeforeTheKeysAreAskedFor) {
  IdTokenWorld world;
  world.remember_login();
  world.answer_with_id_token();
  world.transport.script["/jwks"].push_back([&](const HttpRequest&) -> HttpResponse {
    EXPECT_EQ(world.record().tokens.refresh_token.reveal(), "new-refresh");
    throw Error(ErrorKind::unavailable, "no answer");
  });
  expect_refused(failure([&] { world.renew_now(); }), ErrorKind::unavailable, "no answer");
}

TEST(RenewalWithIdToken, ThatWasRefusedCanBeTriedAgain) {
  IdTokenWorld world;
  world.remember_login();
  world.answer_with_id_token();
  world.transport.answer("/jwks", 503, "");
  EXPECT_TRUE(failure([&] { world.renew_now(); }));
  world.answer_with_id_token();
  world.answer_with_keys();
  EXPECT_EQ(world.renew_now().tokens.access_token.reveal(), "new-access");
  EXPECT_EQ(world.transport.body(2).get("refresh_token"), "new-refresh");
}

TEST(RenewalWithIdToken, ThatHoldsReplacesAll) {
  IdTokenWorld world;
  world.remember_login();
  world.answer_with_id_token();
  world.answer_with_keys();
  const Record fresh = world.renew_now();
  EXPECT_EQ(fresh.tokens.access_token.reveal(), "new-access");
  EXPECT_EQ(world.record().tokens.refresh_token.reveal(), "new-refresh");
  EXPECT_EQ(fresh.serial, world.record().serial);
  EXPECT_FALSE(world.transport.sent.at(1).interruptible) << "the first signal says what it would lose";
}

TEST(RenewalWithIdToken, OfALoginThatHadNoneIsTaken) {
  IdTokenWorld world;
  world.answer_with_id_token();
  world.answer_with_keys();
  EXPECT_FALSE(world.renew_now().tokens.id_token.empty());
}

TEST(RenewalWithoutIdToken, AsksForNoKeys) {
  IdTokenWorld world;
  world.remember_login();
  world.transport.answer("/token", 200, R"({"access_token":"new-access","refresh_token":"new-refresh"})");
  world.renew_now();
  EXPECT_EQ(world.transport.log, std::vector<std::string>{"/token"});
}

}  // namespace
}  // namespace oauthctl::testing
