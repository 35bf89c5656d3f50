#include <gtest/gtest.h>

#include "session/fakes.h"
#include "session/login.h"
#include "session/token.h"

namespace oauthctl::testing {
namespace {

constexpr const char* granted = R"({"access_token":"new-access","token_type":"Bearer","expires_in":3600})";

/// A profile of a client without a person, as `login` would have left it an hour ago.
struct ClientOnItsOwn : World {
  ClientOnItsOwn() : browser(seen) {
    record().grant_type = GrantType::client_credentials;
    record().tokens.refresh_token = Secret();
    record().params = {{"audience", "https://api.example"}};
    request.profile = "p";
  }
  LoginOutcome sign_in() {
    return login(request, services(), browser, [](const Client&) -> std::unique_ptr<CallbackListener> {
      throw Error(ErrorKind::internal, "nobody is to listen");
    });
  }
  Params body(std::size_t index) const { return transport.body(index); }
  void expect_grant(const Params& presented) const {
    EXPECT_EQ(presented,
              (Params{{"grant_type", "client_credentials"}, {"audience", "https://api.example"}, {"scope", "read"}}));
  }

  LoginRequest request;
  ImmediateListener::Seen seen;
  RecordingBrowser browser;
};

TEST(ClientCredentials, ArePresentedByNoPublicClient) {
  ClientOnItsOwn world;
  world.request.flow = GrantType::client_credentials;
  world.secrets.client.client_secret = Secret();
  const auto error = failure([&] { world.sign_in(); });
  ASSERT_TRUE(error);
  EXPECT_EQ(error->kind(), ErrorKind::usage);
  EXPECT_TRUE(world.transport.sent.empty());
}

TEST(ClientCredentials, ThatAreRefusedAreNamedAndTheRecordStays) {
  const std::pair<const char*, ErrorKind> answers[] = {
      {"unauthorized_client", ErrorKind::usage}, {"invalid_scope", ErrorKind::usage}, {"no_way", ErrorKind::refused}};
  for (const auto& [word, kind] : answers) {
    for (const bool renewal : {false, true}) {
      ClientOnItsOwn world;
      world.transport.answer("/token", 400, "{\"error\":\"" + std::string(word) + "\"}");
      const auto error = failure([&] { renewal ? void(token("p", {}, world.services())) : void(world.sign_in()); });
      ASSERT_TRUE(error) << word;
      EXPECT_EQ(error->kind(), kind) << word;
      EXPECT_EQ(error->message(), "the client_credentials grant: the server answered " + std::string(word));
      EXPECT_EQ(world.record().tokens.access_token.reveal(), "old-access");
    }
  }
}

TEST(ClientCredentials, NeedNeitherABrowserNorAListener) {
  ClientOnItsOwn world;
  world.store.records.clear();
  world.request.flow = GrantType::client_credentials;
  world.request.client_file = "/secrets.json";
  world.request.scope = "read";
  world.request.params = Params{{"audience", "https://api.example"}};
  world.secrets.server.userinfo_endpoint = "https://as.example/userinfo";
  world.transport.answer("/token", 200, granted);
  world.sign_in();
  world.expect_grant(world.body(0));
  EXPECT_EQ(world.transport.sent.size(), 1U) << "userinfo is about persons";
  EXPECT_TRUE(world.browser.opened.empty());
  EXPECT_EQ(world.record().grant_type, GrantType::client_credentials);
  EXPECT_EQ(world.record().tokens.access_token.reveal(), "new-access");
}

TEST(ClientCredentials, AreTheFlowOfAProfileThatHadThem) {
  ClientOnItsOwn world;
  world.transport.answer("/token", 200, granted);
  world.sign_in();
  world.expect_grant(world.body(0));
}

TEST(ClientCredentials, AreHowSuchAProfileRenews) {
  for (const char* refresh_token : {"", "one that nobody asked for"}) {
    ClientOnItsOwn world;
    world.record().tokens.refresh_token = Secret(refresh_token);
    world.record().tokens.refresh_token_expires_at = noon - std::chrono::hours{1};
    world.transport.answer("/token", 200, granted);
    EXPECT_EQ(token("p", {}, world.services()).tokens.access_token.reveal(), "new-access");
    world.expect_grant(world.body(0));
    EXPECT_TRUE(world.transport.sent[0].interruptible) << "nothing is lost that cannot be had again";
    EXPECT_EQ(world.record().serial, 2U);
  }
}

/// Microsoft's old endpoints take a GUID, which is not a URI and so cannot come with --resource.
TEST(ClientCredentials, SendTheirParametersAsTheyAre) {
  ClientOnItsOwn world;
  world.record().params = {{"resource", "6b932e2c-b430-42cb-89a6-8e5a61f8132c"}};
  world.transport.answer("/token", 200, granted);
  world.transport.answer("/token", 200, granted);
  world.sign_in();
  token("p", {.refresh = true, .min_ttl = {}}, world.services());
  for (const std::size_t index : {0, 1})
    EXPECT_EQ(world.body(index).get("resource"), "6b932e2c-b430-42cb-89a6-8e5a61f8132c");
}

TEST(ClientCredentials, GiveWayToThePersonWhoAsksForTheBrowser) {
  ClientOnItsOwn world;
  world.request.flow = GrantType::authorization_code;
  const auto error = failure([&] { world.sign_in(); });
  ASSERT_TRUE(error);
  EXPECT_EQ(error->message(), "nobody is to listen");
}

}  // namespace
}  // namespace oauthctl::testing
