#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/base64.h"
#include "session/fakes.h"
#include "session/login.h"

namespace oauthctl::testing {
namespace {

using namespace std::chrono_literals;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* device =
    R"({"device_code":"the-device","user_code":"WDJB-MJHT","verification_uri":"https://as.example/device",
        "expires_in":600,"interval":5})";
constexpr const char* granted = R"({"access_token":"new-access","expires_in":3600,"refresh_token":"new-refresh"})";

struct DeviceLogin : World {
  DeviceLogin() : browser(seen) {
    secrets.server.device_authorization_endpoint = "https://as.example/device_authorization";
    request.profile = "p";
    request.flow = GrantType::device_code;
    request.timeout = 15min;
    transport.answer("/device_authorization", 200, device);
  }
  void poll_answers(const char* word) { transport.answer("/token", 400, "{\"error\":\"" + std::string(word) + "\"}"); }
  LoginOutcome go() {
    return login(request, services(), browser, [this](const Client&) -> std::unique_ptr<CallbackListener> {
      ++listeners;
      throw Error(ErrorKind::internal, "nobody is to listen");
    });
  }
  std::size_t polls() const {
    return static_cast<std::size_t>(std::count(transport.log.begin(), transport.log.end(), "/token"));
  }

  LoginRequest request;
  ImmediateListener::Seen seen;
  RecordingBrowser browser;
  int listeners = 0;
};

TEST(DeviceFlow, EndsWithTheServersRefusal) {
  const std::pair<const char*, ErrorKind> answers[] = {{"access_denied", ErrorKind::refused},
                                                       {"expired_token", ErrorKind::timeout},
                                                       {"invalid_grant", ErrorKind::refused},
                                                       {"unauthorized_client", ErrorKind::usage}};
  for (const auto& [word, kind] : answers) {
    DeviceLogin world;
    world.poll_answers("authorization_pending");
    world.poll_answers(word);
    const auto error = failure([&] { world.go(); });
    ASSERT_TRUE(error) << word;
    EXPECT_EQ(error->kind(), kind) << word;
    EXPECT_EQ(error->message(), "the device_code grant: the server answered " + std::string(word));
    EXPECT_EQ(world.polls(), 2U);
    EXPECT_EQ(world.record().tokens.access_token.reveal(), "old-access");
  }
}

TEST(DeviceFlow, EndsWithTheCodeHoweverOftenTheServerSaysToWait) {
  DeviceLogin world;
  for (int i = 0; i < 120; ++i) world.poll_answers(i % 2 == 0 ? "slow_down" : "authorization_pending");
  const auto error = failure([&] { world.go(); });
  ASSERT_TRUE(error);
  EXPECT_EQ(error->kind(), ErrorKind::timeout);
  EXPECT_EQ(error->message(), "the code expired before the sign-in was approved");
  EXPECT_EQ(world.now, noon + 600s) << "no longer, and no shorter";
}

TEST(DeviceFlow, EndsWithThePatienceOfWhoAsked) {
  DeviceLogin world;
  world.request.timeout = 12s;
  for (int i = 0; i < 2; ++i) world.poll_answers("authorization_pending");
  const auto error = failure([&] { world.go(); });
  ASSERT_TRUE(error);
  EXPECT_EQ(error->kind(), ErrorKind::timeout);
  EXPECT_EQ(error->message(), "nobody finished the sign-in within 12 seconds");
  EXPECT_THAT(world.slept, ElementsAre(5s, 5s, 2s));
  EXPECT_EQ(world.polls(), 2U);
}

/// From a server that publishes no keys: the token is trusted because of the connection on which it came.
std::string granted_with_id_token(const char* acr) {
  const std::string claims =
      R"({"iss":"https://as.example","aud":"client","sub":"u","iat":1800000000,"exp":1800000300,)"
      R"("auth_time":0,"acr":")" +
      std::string(acr) + "\"}";
  return R"({"access_token":"new-access","id_token":")" + base64url_encode(R"({"alg":"RS256"})") + '.' +
         base64url_encode(claims) + R"(.e30"})";
}

TEST(DeviceFlow, ChecksTheIdTokenForWhatWasAsked) {
  const std::tuple<Params, std::string, const char*> cases[] = {
      {{{"acr_values", "gold"}},
       granted_with_id_token("bronze"),
       R"(the ID token: "acr" is "bronze", expected "gold")"},
      {{{"max_age", "60"}}, granted_with_id_token("gold"), R"(the ID token: "auth_time" is 1970-01-01T00:00:00Z)"},
      {{{"max_age", "60"}}, R"({"access_token":"new-access"})", "the server sent no ID token"},
  };
  for (const auto& [params, answer, message] : cases) {
    DeviceLogin world;
    world.request.scope = "openid";
    world.request.params = params;
    world.transport.answer("/token", 200, answer);
    const auto error = failure([&] { world.go(); });
    ASSERT_TRUE(error) << message;
    EXPECT_EQ(error->kind(), ErrorKind::protocol);
    EXPECT_TRUE(error->message().starts_with(message)) << error->message();
    EXPECT_EQ(world.record().tokens.access_token.reveal(), "old-access");
  }
}

TEST(DeviceFlow, CannotAskHowThePersonSignedInWithoutOpenid) {
  DeviceLogin world;
  world.request.params = Params{{"max_age", "60"}};
  const auto error = failure([&] { world.go(); });
  ASSERT_TRUE(error);
  EXPECT_EQ(error->kind(), ErrorKind::usage);
  EXPECT_TRUE(world.transport.sent.empty());
}

TEST(DeviceFlow, ACodeThatHasEndedOnArrivalIsNotPolledFor) {
  DeviceLogin world;
  world.transport.script.clear();
  world.transport.answer(
      "/device_authorization", 200,
      R"({"device_code":"d","user_code":"u","verification_uri":"https://as.example/d","expires_in":-1})");
  const auto error = failure([&] { world.go(); });
  ASSERT_TRUE(error);
  EXPECT_EQ(error->kind(), ErrorKind::timeout);
  EXPECT_EQ(world.polls(), 0U);
}

TEST(DeviceFlow, EndsWithASignalWhileItWaits) {
  DeviceLogin world;
  world.on_sleep = [] { throw Error(ErrorKind::interrupted, "interrupted"); };
  const auto error = failure([&] { world.go(); });
  ASSERT_TRUE(error);
  EXPECT_EQ(error->kind(), ErrorKind::interrupted);
  EXPECT_EQ(world.polls(), 0U);
}

TEST(DeviceFlow, WaitsBeforeEachPollAndLongerWhenTold) {
  DeviceLogin world;
  for (const char* word : {"authorization_pending", "slow_down", "authorization_pending"}) world.poll_answers(word);
  world.transport.answer("/token", 200, granted);
  world.go();
  EXPECT_THAT(world.slept, ElementsAre(5s, 5s, 10s, 10s));
  EXPECT_THAT(world.notices.warnings, ElementsAre()) << "waiting for a person is nothing to warn of";
}

TEST(DeviceFlow, GoesOnAfterTroubleWithTheNetworkAndTheServer) {
  DeviceLogin world;
  world.transport.fail("/token", ErrorKind::unavailable);
  world.transport.answer("/token", 503, "<html>", "text/html");
  world.transport.answer("/token", 200, granted);
  world.go();
  EXPECT_THAT(world.slept, ElementsAre(5s, 10s, 20s));
  EXPECT_EQ(world.notices.warnings.size(), 2U);
  EXPECT_EQ(world.record().tokens.access_token.reveal(), "new-access");
}

TEST(DeviceFlow, TellsThePersonWhereToGoAndWhatToEnter) {
  DeviceLogin world;
  world.transport.script.clear();
  world.transport.answer("/device_authorization", 200,
                         R"({"device_code":"the-device","user_code":"WD\u001b[2JJB","expires_in":600,
                             "verification_uri":"https://as.example/d",
                             "verification_uri_complete":"https://as.example/d?user_code=WDJB"})");
  world.transport.answer("/token", 200, granted);
  world.go();
  ASSERT_EQ(world.notices.instructions.size(), 1U);
  const std::string& said = world.notices.instructions[0];
  EXPECT_THAT(said, HasSubstr("\n  https://as.example/d\n"));
  EXPECT_THAT(said, HasSubstr("\n      WD[2JJB\n"));
  EXPECT_THAT(said, HasSubstr("\n  https://as.example/d?user_code=WDJB\n"));
  EXPECT_THAT(said, HasSubstr("10 minutes"));
  EXPECT_THAT(said, Not(HasSubstr("the-device")));
  EXPECT_THAT(said, Each(Not('\x1b')));
  EXPECT_TRUE(world.browser.opened.empty());
}

TEST(DeviceFlow, StoresWhatTheCodeWasWorthAndRevokesTheGrantBefore) {
  DeviceLogin world;
  world.record().server.revocation_endpoint = "https://as.example/revoke";
  world.secrets.server.revocation_endpoint = "https://as.example/revoke";
  world.transport.answer("/token", 200, granted);
  for (int i = 0; i < 2; ++i) world.transport.answer("/revoke", 200, "");
  world.go();
  const Params asked = world.transport.body(0);
  EXPECT_EQ(asked.get("client_id"), "client");
  EXPECT_EQ(asked.get("scope"), "read") << "the profile's settings are used again";
  EXPECT_EQ(world.transport.body(1).get("device_code"), "the-device");
  EXPECT_EQ(world.record().tokens.refresh_token.reveal(), "new-refresh");
  EXPECT_EQ(world.record().grant_type, GrantType::device_code);
  EXPECT_EQ(world.transport.body(2).get("token"), "old-refresh");
}

TEST(DeviceFlow, ProvesWithPkceThatItIsTheOneWhoAsked) {
  DeviceLogin world;
  world.secrets.server.code_challenge_methods_supported = {"S256"};
  world.transport.answer("/token", 200, granted);
  world.go();
  EXPECT_EQ(world.transport.body(0).get("code_challenge_method"), "S256");
  EXPECT_EQ(world.transport.body(1).get("code_verifier").size(), 43U);
}

TEST(DeviceFlow, IsChosenWhereNoBrowserCanBeOpenedAndTheServerOffersIt) {
  struct Case {
    bool is_available, open_browser, is_offered;
    int listeners;
  };
  const Case cases[] = {
      {false, true, true, 0}, {true, true, true, 1}, {false, true, false, 1}, {false, false, true, 1}};
  for (const Case& c : cases) {
    DeviceLogin world;
    world.request.flow = {};
    world.request.open_browser = c.open_browser;
    world.browser.is_available = c.is_available;
    if (!c.is_offered) world.secrets.server.device_authorization_endpoint.clear();
    world.transport.answer("/token", 200, granted);
    failure([&] { world.go(); });
    EXPECT_EQ(world.listeners, c.listeners) << c.is_available << c.open_browser << c.is_offered;
    EXPECT_EQ(world.polls(), c.listeners == 0 ? 1U : 0U);
  }
}

TEST(DeviceFlow, ThatTheServerRefusesToThisClientEndsTheLoginWhereItWasAskedFor) {
  DeviceLogin world;
  world.transport.script.clear();
  world.transport.answer("/device_authorization", 400, R"({"error":"unauthorized_client"})");
  const auto error = failure([&] { world.go(); });
  ASSERT_TRUE(error);
  EXPECT_EQ(error->kind(), ErrorKind::usage);
  EXPECT_EQ(world.listeners, 0);
}

TEST(DeviceFlow, ThatNobodyAskedForGivesWayToTheCodeFlow) {
  for (const char* word : {"unauthorized_client", "invalid_request", "access_denied", "not_here", "invalid_scope"}) {
    DeviceLogin world;
    world.request.flow = {};
    world.browser.is_available = false;
    world.transport.script.clear();
    world.transport.answer("/device_authorization", 400, "{\"error\":\"" + std::string(word) + "\"}");
    failure([&] { world.go(); });
    EXPECT_EQ(world.listeners, word == std::string("invalid_scope") ? 0 : 1) << word;
  }
}

TEST(DeviceFlow, ASecretThatNeedsEncodingIsTriedOnceWithoutAndTheAnswerRemembered) {
  DeviceLogin world;
  world.secrets.client.client_secret = Secret("s+/");
  world.transport.script.clear();
  world.transport.answer("/device_authorization", 401, R"({"error":"invalid_client"})");
  world.transport.answer("/device_authorization", 200, device);
  world.transport.answer("/token", 200, granted);
  world.go();
  EXPECT_EQ(world.transport.log,
            (std::vector<std::string>{"/device_authorization", "/device_authorization", "/token"}));
  EXPECT_NE(world.transport.sent[0].headers.get("Authorization"), world.transport.sent[1].headers.get("Authorization"));
  EXPECT_EQ(world.transport.sent[2].headers.get("Authorization"), world.transport.sent[1].headers.get("Authorization"));
  EXPECT_TRUE(world.record().basic_unencoded);
}

TEST(DeviceFlow, DrawsTheUrlWhereThatIsAskedFor) {
  DeviceLogin world;
  world.request.draw_qr = [](const std::string& url) { return "\n[" + url + "]"; };
  world.transport.answer("/token", 200, granted);
  world.go();
  EXPECT_THAT(world.notices.instructions.at(0), HasSubstr("\n[https://as.example/device]\n"));
}

}  // namespace
}  // namespace oauthctl::testing
