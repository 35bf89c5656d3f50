#include <gtest/gtest.h>

#include "session/fakes.h"
#include "session/login.h"
#include "session/token.h"

namespace oauthctl::testing {
namespace {

constexpr const char* granted = R"({"access_token":"new-access","expires_in":3600,"refresh_token":"new-refresh",
    "authorization_details":[{"type":"a","id":7}]})";

/// A sign-in that says where its token will be used and what it should allow.
struct Aiming : World {
  Aiming() {
    request.profile = "p";
    request.timeout = std::chrono::minutes{1};
    seen.answer_with = [this](const Params& query) {
      asked = query;
      return Params{{"code", "c"}, {"state", query.get("state")}};
    };
  }
  Record sign_in() {
    transport.answer("/token", 200, granted);
    return login(request, services(), browser,
                 [this](const Client&) { return std::make_unique<ImmediateListener>(seen); })
        .record;
  }
  std::optional<Error> refusal() {
    return failure([&] { sign_in(); });
  }
  LoginRequest request;
  ImmediateListener::Seen seen;
  RecordingBrowser browser{seen};
  Params asked;
};

std::vector<std::string> all(const Params& params, const std::string& wanted) {
  std::vector<std::string> values;
  for (const auto& [name, value] : params) {
    if (name == wanted) values.push_back(value);
  }
  return values;
}

using Uris = std::vector<std::string>;

TEST(Target, AskedForAlsoAsAnExtraParameterIsRefused) {
  for (const char* name : {"resource", "authorization_details"}) {
    Aiming world;
    world.request.resource = {"https://a.example"};
    world.request.authorization_details = R"([{"type":"a"}])";
    world.request.params = Params{{name, "x"}};
    const auto error = world.refusal();
    ASSERT_TRUE(error) << name;
    EXPECT_EQ(error->kind(), ErrorKind::usage);
    EXPECT_EQ(error->message(), std::string(name) + " is asked for twice: also as an extra parameter");
    EXPECT_TRUE(world.browser.opened.empty());
  }
}

TEST(Target, OfATypeThatTheServerDoesNotKnowIsRefusedBeforeTheBrowserOpens) {
  Aiming world;
  world.secrets.server.authorization_details_types_supported = {"b"};
  world.request.authorization_details = R"([{"type":"a"}])";
  const auto error = world.refusal();
  ASSERT_TRUE(error);
  EXPECT_EQ(error->kind(), ErrorKind::usage);
  EXPECT_TRUE(world.browser.opened.empty());
}

TEST(Target, IsSaidToTheAuthorizationServerAtEachStep) {
  Aiming world;
  world.request.resource = {"https://a.example", "urn:example:b"};
  world.request.authorization_details = R"([{"type":"a"}])";
  const Record record = world.sign_in();
  EXPECT_EQ(all(world.asked, "resource"), (Uris{"https://a.example", "urn:example:b"}));
  EXPECT_EQ(world.asked.get("authorization_details"), R"([{"type":"a"}])");
  EXPECT_EQ(all(world.transport.body(0), "resource"), (Uris{"https://a.example", "urn:example:b"}));
  EXPECT_FALSE(world.transport.body(0).contains("authorization_details")) << "the code stands for what was granted";
  EXPECT_EQ(record.tokens.authorization_details, R"([{"id":7,"type":"a"}])");

  world.transport.answer("/token", 200, R"({"access_token":"newer","expires_in":3600})");
  const Record fresh = token("p", {.refresh = true, .min_ttl = {}}, world.services());
  EXPECT_EQ(all(world.transport.body(1), "resource"), (Uris{"https://a.example", "urn:example:b"}));
  EXPECT_EQ(fresh.tokens.authorization_details, R"([{"id":7,"type":"a"}])") << "what was granted stays granted";
}

TEST(Target, OfAClientOnItsOwnIsSaidWithItsCredentials) {
  Aiming world;
  world.request.flow = GrantType::client_credentials;
  world.request.resource = {"https://a.example"};
  world.request.authorization_details = R"([{"type":"a"}])";
  world.sign_in();
  EXPECT_EQ(world.transport.body(0).get("resource"), "https://a.example");
  EXPECT_EQ(world.transport.body(0).get("authorization_details"), R"([{"type":"a"}])");
}

TEST(Target, IsTheProfilesUnlessAnotherIsNamedAndTheFilesAtFirst) {
  Aiming world;
  world.secrets.client.resource = {"https://file.example"};
  world.secrets.client.authorization_details = R"([{"type":"f"}])";
  EXPECT_EQ(world.sign_in().resource, (Uris{"https://file.example"}));
  EXPECT_EQ(world.record().authorization_details, R"([{"type":"f"}])");
  world.request.resource = {"https://now.example"};
  EXPECT_EQ(world.sign_in().resource, (Uris{"https://now.example"}));
  world.request.resource.reset();
  EXPECT_EQ(world.sign_in().resource, (Uris{"https://now.example"}));
}

TEST(PlainFlags, AreLaidOverTheParametersOfTheProfile) {
  Aiming world;
  world.record().params = {{"audience", "x"}, {"prompt", "login"}};
  world.request.asked = {{"prompt", "consent"}, {"login_hint", "ann"}};
  EXPECT_EQ(world.sign_in().params, (Params{{"audience", "x"}, {"prompt", "consent"}, {"login_hint", "ann"}}));
  EXPECT_EQ(all(world.asked, "prompt"), (Uris{"consent"}));
  EXPECT_EQ(world.asked.get("login_hint"), "ann");
}

}  // namespace
}  // namespace oauthctl::testing
