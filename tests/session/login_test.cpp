#include "session/login.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/base64.h"
#include "session/fakes.h"

namespace oauthctl::testing {
namespace {

constexpr const char* granted =
    R"({"access_token":"new-access","token_type":"Bearer","expires_in":3600,"refresh_token":"new-refresh"})";

/// From a server that publishes no keys: the token is trusted because of the connection on which it came.
std::string id_token() {
  const std::string nonce = base64url_encode(std::string(32, 'r'));
  return base64url_encode(R"({"alg":"RS256"})") + '.' +
         base64url_encode(R"({"iss":"https://as.example","aud":"client","sub":"u","sid":"s","iat":1800000000,)"
                          R"("exp":1800000300,"nonce":")" +
                          nonce + "\"}") +
         ".e30";
}

struct Login : World {
  Login() : browser(seen) {
    request.profile = "p";
    request.timeout = std::chrono::minutes{1};
    seen.answer_with = [](const Params& asked) {
      return Params{{"code", "the-code"}, {"state", asked.get("state")}, {"iss", "https://as.example"}};
    };
  }
  LoginOutcome go() {
    return login(request, services(), browser,
                 [this](const Client&) { return std::make_unique<ImmediateListener>(seen); });
  }
  LoginRequest request;
  ImmediateListener::Seen seen;
  RecordingBrowser browser;
};

TEST(LoginFlow, AnUnwritableStoreIsFoundOutBeforeTheBrowserOpens) {
  Login world;
  world.store.full = true;
  const auto error = failure([&] { world.go(); });
  ASSERT_TRUE(error);
  EXPECT_EQ(error->kind(), ErrorKind::unavailable);
  EXPECT_TRUE(world.browser.opened.empty());
}

TEST(LoginFlow, AMissingTokenEndpointIsFoundOutBeforeTheBrowserOpens) {
  Login world;
  world.secrets.server.token_endpoint.clear();
  const auto error = failure([&] { world.go(); });
  ASSERT_TRUE(error);
  EXPECT_EQ(error->message(), "the server has no token_endpoint");
  EXPECT_TRUE(world.browser.opened.empty());
}

/// A file that was cloned with a repository can redirect the person from a genuine issuer to an attacker.
TEST(LoginFlow, NamesEndpointsThatTheIssuerDoesNotPublish) {
  Login world;
  world.secrets.form = ClientFile::Form::flat;
  world.secrets.server.token_endpoint = "https://relay.example/token";
  world.secrets.server.revocation_endpoint = "https://relay.example/revoke";
  world.secrets.server.userinfo_endpoint = "https://as.example/me";
  world.request.may_replace = [](const std::string&) { return true; };
  world.transport.answer("/openid-configuration", 200,
                         R"({"issuer":"https://as.example","authorization_endpoint":"https://as.example/authorize",)"
                         R"("token_endpoint":"https://as.example/token"})");
  world.seen.answer_with = [](const Params&) -> Params { throw Error(ErrorKind::timeout, "nobody came"); };
  EXPECT_TRUE(failure([&] { world.go(); }));
  EXPECT_EQ(
      world.notices.warnings,
      (std::vector<std::string>{
          "the client file sends to https://relay.example/token as token_endpoint, but https://as.example "
          "publishes https://as.example/token",
          "the client file sends to https://relay.example/revoke as revocation_endpoint, which is on another host "
          "than the issuer https://as.example"}));
}

TEST(LoginFlow, AServiceAccountIsNotSentToABrowser) {
  Login world;
  world.secrets.service_account = ServiceAccount{"robot@example", Secret("a key"), ""};
  world.request.flow = GrantType::authorization_code;
  const auto error = failure([&] { world.go(); });
  ASSERT_TRUE(error);
  EXPECT_EQ(error->kind(), ErrorKind::usage);
  EXPECT_TRUE(world.browser.opened.empty());
}

TEST(LoginFlow, AClientThatCannotAuthenticateIsFoundOutBeforeTheBrowserOpens) {
  Login world;
  world.secrets.client.token_endpoint_auth_method = "magic";
  const auto error = failure([&] { world.go(); });
  ASSERT_TRUE(error);
  EXPECT_EQ(error->kind(), ErrorKind::usage);
  const std::string expected = world.record().client_file + ": token_endpoint_auth_method 'magic' is not known here";
  EXPECT_EQ(error->message(), expected);
  EXPECT_TRUE(world.browser.opened.empty());
}

TEST(LoginFlow, AKeyThatCannotSignIsFoundOutBeforeTheBrowserOpens) {
  Login world;
  world.secrets.client.token_endpoint_auth_method = "private_key_jwt";
  world.secrets.client.private_key_file = "/key.pem";
  world.secrets.client.private_key = Secret("no key");
  const auto error = failure([&] { world.go(); });
  ASSERT_TRUE(error);
  EXPECT_EQ(error->kind(), ErrorKind::usage);
  EXPECT_EQ(error->message(), "/secrets.json: /key.pem: is not a private key in PEM");
  EXPECT_TRUE(world.browser.opened.empty());
}

TEST(LoginFlow, RefusalsLeaveTheRecordAndTellTheBrowserSo) {
  const std::pair<Params, ErrorKind> answers[] = {
      {{{"code", "c"}, {"state", "other"}}, ErrorKind::protocol},
      {{{"code", "c"}, {"state", "STATE"}, {"iss", "https://evil.example"}}, ErrorKind::protocol},
      {{{"error", "access_denied"}, {"state", "STATE"}}, ErrorKind::refused},
  };
  for (const auto& [answer, kind] : answers) {
    Login world;
    world.seen.answer_with = [answer = answer](const Params& asked) {
      Params out = answer;
      if (out.get("state") == "STATE") out.set("state", asked.get("state"));
      return out;
    };
    const auto error = failure([&] { world.go(); });
    ASSERT_TRUE(error);
    EXPECT_EQ(error->kind(), kind) << error->message();
    EXPECT_FALSE(world.seen.finished.has_value()) << "the page for a failure is the listener's default";
    EXPECT_TRUE(world.transport.sent.empty()) << "no code was redeemed";
    EXPECT_EQ(world.record().tokens.access_token.reveal(), "old-access");
  }
}

TEST(LoginFlow, ARefusedExchangeKeepsThePreviousLogin) {
  Login world;
  world.transport.answer("/token", 400, R"({"error":"invalid_grant"})");
  const auto error = failure([&] { world.go(); });
  ASSERT_TRUE(error);
  EXPECT_EQ(error->kind(), ErrorKind::refused);
  EXPECT_EQ(world.transport.sent.size(), 1U) << "a code is presented once";
  EXPECT_EQ(world.record().tokens.access_token.reveal(), "old-access");
}

TEST(LoginFlow, ExchangesTheCodeWithItsVerifierAndStores) {
  Login world;
  world.transport.answer("/token", 200, granted);
  const LoginOutcome outcome = world.go();
  const Params body = world.transport.body(0);
  EXPECT_EQ(body.get("grant_type"), "authorization_code");
  EXPECT_EQ(body.get("code"), "the-code");
  EXPECT_EQ(body.get("redirect_uri"), "http://127.0.0.1:5000/callback");
  EXPECT_FALSE(body.get("code_verifier").empty());
  EXPECT_EQ(world.record().tokens.access_token.reveal(), "new-access");
  EXPECT_EQ(world.record().serial, 2U);
  EXPECT_EQ(world.seen.finished, true);
  EXPECT_EQ(outcome.scope_asked, "read") << "the profile's settings are used again";
}

TEST(LoginFlow, EndsTheOldGrantOnlyAfterTheNewOneIsStored) {
  Login world;
  world.record().server.revocation_endpoint = "https://as.example/revoke";
  world.secrets.server.revocation_endpoint = "https://as.example/revoke";
  world.transport.answer("/token", 200, granted);
  for (int i = 0; i < 2; ++i) {
    world.transport.script["/revoke"].push_back([&](const HttpRequest&) {
      EXPECT_EQ(world.record().tokens.access_token.reveal(), "new-access");
      HttpResponse response;
      response.status = 200;
      return response;
    });
  }
  world.go();
  EXPECT_EQ(world.transport.body(1).get("token"), "old-refresh");
}

/// A server where the old grant can be revoked and the new one introspected.
struct Again : Login {
  Again() {
    secrets.server.revocation_endpoint = "https://as.example/revoke";
    secrets.server.introspection_endpoint = "https://as.example/introspect";
    record().server = secrets.server;
  }
  void revokes() {
    for (int i = 0; i < 2; ++i) transport.answer("/revoke", 200, "");
  }
};

TEST(LoginFlow, SaysSoWhenTheServerEndsTheNewLoginWithTheOldOne) {
  Again world;
  world.transport.answer("/token", 200, granted);
  world.transport.answer("/introspect", 200, R"({"active":true})");
  world.revokes();
  world.transport.answer("/introspect", 200, R"({"active":false})");
  const auto error = failure([&] { world.go(); });
  ASSERT_TRUE(error);
  EXPECT_EQ(error->kind(), ErrorKind::refused);
  EXPECT_EQ(error->hint(), "sign in again: oauthctl login -p p");
  EXPECT_TRUE(is_signed_out(world.record())) << "a token that is known to be dead is not kept";
}

TEST(LoginFlow, DoesNotBlameTheRevocationWhereTheServerNeverKnewTheToken) {
  Again world;
  world.transport.answer("/token", 200, granted);
  world.transport.answer("/introspect", 200, R"({"active":false})");
  world.revokes();
  world.transport.answer("/introspect", 200, R"({"active":false})");
  EXPECT_EQ(world.go().old_grant_trouble, "");
}

TEST(LoginFlow, LeavesTheOldGrantAloneInTheSameSession) {
  Again world;
  world.record().tokens.id_token = Secret(id_token());
  world.transport.answer(
      "/token", 200, R"({"access_token":"new-access","refresh_token":"new-refresh","id_token":")" + id_token() + "\"}");
  world.go();
  EXPECT_EQ(world.transport.log, std::vector<std::string>{"/token"}) << "nothing went to /revoke";
}

/// oidc-provider keeps one grant for each person and client, and its tokens do not show it.
TEST(LoginFlow, LeavesTheOldGrantOfTheSamePersonAlone) {
  Again world;
  world.secrets.server.introspection_endpoint.clear();
  world.record().server = world.secrets.server;
  world.transport.answer("/revoke", 200, "");
  world.record().account.sub = "u";
  world.transport.answer(
      "/token", 200, R"({"access_token":"new-access","refresh_token":"new-refresh","id_token":")" + id_token() + "\"}");
  EXPECT_EQ(world.go().old_grant_trouble, "");
  EXPECT_EQ(world.transport.log, std::vector<std::string>{"/token"});
}

TEST(LoginFlow, EndsTheOldGrantOfAnotherPerson) {
  Again world;
  world.secrets.server.introspection_endpoint.clear();
  world.record().server = world.secrets.server;
  world.record().account.sub = "another";
  world.transport.answer(
      "/token", 200, R"({"access_token":"new-access","refresh_token":"new-refresh","id_token":")" + id_token() + "\"}");
  world.revokes();
  world.go();
  EXPECT_EQ(world.transport.body(1).get("token"), "old-refresh");
}

TEST(LoginFlow, EndsTheOldGrantAsItWasLast) {
  Again world;
  world.secrets.server.introspection_endpoint.clear();
  world.record().server = world.secrets.server;
  const auto answer_with = world.seen.answer_with;
  world.seen.answer_with = [&](const Params& asked) {
    world.record().tokens.refresh_token = Secret("rotated-meanwhile");
    return answer_with(asked);
  };
  world.transport.answer("/token", 200, granted);
  world.revokes();
  world.go();
  EXPECT_EQ(world.transport.body(1).get("token"), "rotated-meanwhile");
}

struct OnlyASub : Login {
  OnlyASub() {
    secrets.server.userinfo_endpoint = "https://as.example/userinfo";
    transport.answer("/token", 200, R"({"access_token":"new-access","id_token":")" + id_token() + "\"}");
  }
};

TEST(LoginFlow, DoesNotBelieveUserinfoAboutAnotherAccount) {
  OnlyASub world;
  world.transport.answer("/userinfo", 200, R"({"sub":"mallory","email":"alice@example.com"})");
  EXPECT_EQ(world.go().record.account.label(), "u");
  EXPECT_EQ(world.notices.warnings.size(), 1U);
}

TEST(LoginFlow, SucceedsEvenIfTheNameCannotBeKept) {
  OnlyASub world;
  world.transport.script["/userinfo"].push_back([&](const HttpRequest&) {
    world.store.full = true;
    HttpResponse response;
    response.status = 200;
    response.headers.add("content-type", "application/json");
    response.body = R"({"sub":"u","email":"alice@example.com"})";
    return response;
  });
  EXPECT_EQ(world.go().record.account.label(), "alice@example.com");
  EXPECT_EQ(world.notices.warnings.size(), 1U);
  EXPECT_EQ(world.record().tokens.access_token.reveal(), "new-access");
}

TEST(LoginFlow, AsksUserinfoForANameWhereTheIdTokenHasOnlyASub) {
  OnlyASub world;
  world.transport.answer("/userinfo", 200, R"({"sub":"u","email":"alice@example.com"})");
  world.go();
  EXPECT_EQ(world.record().account.label(), "alice@example.com");
}

TEST(LoginFlow, GoesOnWithoutABrowserAndAlwaysPrintsTheUrl) {
  Login world;
  world.browser.trouble = "firefox ended with 1";
  world.transport.answer("/token", 200, granted);
  world.go();
  ASSERT_EQ(world.notices.instructions.size(), 2U);
  EXPECT_NE(world.notices.instructions[0].find("https://as.example/authorize?"), std::string::npos);
  EXPECT_THAT(world.notices.instructions[1], ::testing::StartsWith("is the browser on another machine?"));
  EXPECT_EQ(world.notices.warnings,
            (std::vector<std::string>{"no browser could be opened (firefox ended with 1): visit the URL yourself"}));
}

TEST(LoginFlow, OpensNothingWhenToldSo) {
  Login world;
  world.request.open_browser = false;
  world.seen.answer_with = [](const Params&) -> Params { throw Error(ErrorKind::timeout, "nobody came"); };
  const auto error = failure([&] { world.go(); });
  ASSERT_TRUE(error);
  EXPECT_EQ(error->kind(), ErrorKind::timeout);
  EXPECT_TRUE(world.browser.opened.empty());
  EXPECT_EQ(world.notices.instructions.size(), 1U);
}

/// Every user of this machine can read a command line.
TEST(LoginFlow, GivesTheBrowserAnAddressWithoutWhatProvesTheAnswer) {
  Login world;
  world.transport.answer("/token", 200, granted);
  world.go();
  EXPECT_TRUE(world.seen.destination.url.starts_with("https://as.example/authorize?")) << world.seen.destination.url;
  EXPECT_NE(world.seen.destination.url.find("state="), std::string::npos);
  ASSERT_EQ(world.browser.opened.size(), 1U);
  EXPECT_TRUE(world.browser.opened[0].starts_with("http://127.0.0.1:5000/browser/")) << world.browser.opened[0];
  EXPECT_EQ(world.browser.opened[0].find_first_of("?#"), std::string::npos);
}

}  // namespace
}  // namespace oauthctl::testing
