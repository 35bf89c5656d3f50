#include "session/login/detached_login.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "session/fakes.h"

namespace oauthctl::testing {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr const char* device =
    R"({"device_code":"the-device","user_code":"WDJB-MJHT","verification_uri":"https://as.example/device",
        "verification_uri_complete":"https://as.example/device?user_code=WDJB-MJHT","expires_in":600,"interval":5})";
constexpr const char* granted = R"({"access_token":"new-access","expires_in":3600,"refresh_token":"new-refresh"})";

struct MemoryPending : PendingLogins {
  std::optional<PendingLogin> load(std::string_view) const override { return login; }
  void keep(const PendingLogin& next) override { login = next; }
  bool update(const PendingLogin& next) override {
    if (login) login = next;
    return login.has_value();
  }
  bool take(std::string_view) override { return std::exchange(login, std::nullopt).has_value(); }

  std::optional<PendingLogin> login;
};

struct Detached : World {
  Detached() {
    request.profile = "p";
    request.flow = GrantType::authorization_code;
    seen.answer_with = [this](const Params&) { return callback; };
  }
  void by_device() {
    request.flow.reset();
    secrets.server.device_authorization_endpoint = "https://as.example/device_authorization";
    transport.answer("/device_authorization", 200, device);
  }
  BegunLogin begin() {
    BegunLogin begun = begin_detached_login(
        request, services(), pending, [this](const Client&) { return std::make_unique<ImmediateListener>(seen); });
    sent = form_decode(begun.authorization_url.substr(begun.authorization_url.find('?') + 1));
    callback = {{"code", "the-code"}, {"state", sent.get("state")}, {"iss", "https://as.example"}};
    return begun;
  }
  LoginOutcome complete(bool waits = true) {
    return complete_detached_login({"p", waits, timeout}, services(), pending, [this](const std::string& redirect_uri) {
      pasted_to = redirect_uri;
      return std::make_unique<ImmediateListener>(seen);
    });
  }
  void poll_answers(const char* word) { transport.answer("/token", 400, "{\"error\":\"" + std::string(word) + "\"}"); }

  LoginRequest request;
  std::optional<std::chrono::milliseconds> timeout;
  ImmediateListener::Seen seen;
  MemoryPending pending;
  Params sent;
  Params callback;
  std::string pasted_to;
};

ErrorKind kind_of_failure(const std::function<void()>& act) {
  const auto error = failure(act);
  EXPECT_TRUE(error);
  return error ? error->kind() : ErrorKind::internal;
}

TEST(DetachedLogin, RedeemsTheCodeWithWhatTheFirstProcessKept) {
  Detached world;
  const BegunLogin begun = world.begin();
  EXPECT_EQ(begun.expires_at, noon + 1h);
  EXPECT_THAT(begun.authorization_url, HasSubstr("https://as.example/authorize?"));
  ASSERT_TRUE(world.pending.login);
  const PendingLogin kept = *world.pending.login;
  EXPECT_EQ(kept.record.tokens.access_token.reveal(), "");
  world.transport.answer("/token", 200, granted);
  EXPECT_EQ(world.complete().record.tokens.access_token.reveal(), "new-access");
  EXPECT_EQ(world.pasted_to, world.sent.get("redirect_uri"));
  const Params body = world.transport.body(0);
  EXPECT_EQ(body.get("code"), "the-code");
  EXPECT_EQ(body.get("code_verifier"), kept.code_verifier.reveal());
  EXPECT_EQ(body.get("redirect_uri"), world.sent.get("redirect_uri"));
  EXPECT_FALSE(world.pending.login);
  EXPECT_EQ(kind_of_failure([&] { world.complete(); }), ErrorKind::login_required);
}

TEST(DetachedLogin, AForeignUrlLeavesItPending) {
  for (const Params& foreign : {Params{{"code", "c"}}, Params{{"code", "c"}, {"state", "theirs"}},
                                Params{{"error", "access_denied"}, {"state", "theirs"}}, Params{}}) {
    Detached world;
    world.begin();
    world.callback = foreign;
    EXPECT_EQ(kind_of_failure([&] { world.complete(); }), ErrorKind::protocol);
    EXPECT_TRUE(world.pending.login);
    EXPECT_TRUE(world.transport.sent.empty());
  }
}

TEST(DetachedLogin, OurOwnAnswerEndsItHoweverItIsJudged) {
  Detached refused;
  refused.begin();
  refused.callback = {{"error", "access_denied"}, {"state", refused.sent.get("state")}};
  EXPECT_EQ(kind_of_failure([&] { refused.complete(); }), ErrorKind::refused);
  EXPECT_FALSE(refused.pending.login);

  Detached mixed_up;
  mixed_up.begin();
  mixed_up.callback.set("iss", "https://other.example");
  EXPECT_EQ(kind_of_failure([&] { mixed_up.complete(); }), ErrorKind::protocol);
  EXPECT_FALSE(mixed_up.pending.login);
}

TEST(DetachedLogin, TheCodeIsNotPresentedAgainAfterATrouble) {
  Detached world;
  world.begin();
  world.transport.fail("/token", ErrorKind::unavailable);
  EXPECT_EQ(kind_of_failure([&] { world.complete(); }), ErrorKind::unavailable);
  EXPECT_FALSE(world.pending.login) << "nobody knows whether the server took the code";
}

TEST(DetachedLogin, ASignOutMeanwhileEndsIt) {
  Detached world;
  world.begin();
  world.seen.answer_with = [&](const Params&) {
    world.pending.take("p");
    return world.callback;
  };
  EXPECT_EQ(kind_of_failure([&] { world.complete(); }), ErrorKind::login_required);
  EXPECT_TRUE(world.transport.sent.empty());
}

TEST(DetachedLogin, PollsOnceOrUntilSomebodyApproved) {
  Detached world;
  world.by_device();
  const BegunLogin begun = world.begin();
  EXPECT_EQ(begun.user_code, "WDJB-MJHT");
  EXPECT_EQ(begun.verification_uri_complete, "https://as.example/device?user_code=WDJB-MJHT");
  EXPECT_EQ(begun.expires_at, noon + 600s);
  world.poll_answers("authorization_pending");
  EXPECT_EQ(kind_of_failure([&] { world.complete(false); }), ErrorKind::login_required);
  EXPECT_THAT(world.slept, ElementsAre(0s));
  world.poll_answers("slow_down");
  EXPECT_EQ(kind_of_failure([&] { world.complete(false); }), ErrorKind::login_required);
  EXPECT_THAT(world.slept, ElementsAre(0s, 5s)) << "not sooner than the server wants it";
  world.poll_answers("authorization_pending");
  world.transport.answer("/token", 200, granted);
  EXPECT_EQ(world.complete().record.tokens.access_token.reveal(), "new-access");
  EXPECT_THAT(world.slept, ElementsAre(0s, 5s, 10s, 10s)) << "the slower interval outlives the process";
  EXPECT_FALSE(world.pending.login);
}

TEST(DetachedLogin, TheServersRefusalEndsItAndATroubleDoesNot) {
  const std::pair<const char*, ErrorKind> ends[] = {{"access_denied", ErrorKind::refused},
                                                    {"expired_token", ErrorKind::timeout},
                                                    {"invalid_grant", ErrorKind::refused}};
  for (const auto& [word, kind] : ends) {
    Detached world;
    world.by_device();
    world.begin();
    world.poll_answers(word);
    EXPECT_EQ(kind_of_failure([&] { world.complete(false); }), kind) << word;
    EXPECT_FALSE(world.pending.login) << word;
  }
  Detached world;
  world.by_device();
  world.begin();
  world.transport.fail("/token", ErrorKind::unavailable);
  EXPECT_EQ(kind_of_failure([&] { world.complete(false); }), ErrorKind::unavailable);
  EXPECT_TRUE(world.pending.login);
}

TEST(DetachedLogin, PatienceMayEndBeforeTheSignIn) {
  Detached world;
  world.by_device();
  world.begin();
  world.timeout = 7s;
  world.poll_answers("authorization_pending");
  world.poll_answers("authorization_pending");
  EXPECT_EQ(kind_of_failure([&] { world.complete(); }), ErrorKind::login_required);
  EXPECT_TRUE(world.pending.login);
}

TEST(DetachedLogin, AnExpiredOneIsRemoved) {
  for (const bool is_device : {false, true}) {
    Detached world;
    if (is_device) world.by_device();
    world.begin();
    world.now = noon + 1h;
    EXPECT_EQ(kind_of_failure([&] { world.complete(); }), ErrorKind::timeout);
    EXPECT_FALSE(world.pending.login);
  }
}

TEST(DetachedLogin, TheClientFileMustStillNameTheSameParty) {
  Detached world;
  world.begin();
  world.secrets.client.client_id = "another";
  EXPECT_EQ(kind_of_failure([&] { world.complete(); }), ErrorKind::usage);
  EXPECT_TRUE(world.transport.sent.empty());
}

TEST(DetachedLogin, DoesNotReplaceAProfileThatWentElsewhereMeanwhile) {
  Detached world;
  world.begin();
  world.record().client_id = "another";
  const auto error = failure([&] { world.complete(); });
  ASSERT_TRUE(error);
  EXPECT_EQ(error->kind(), ErrorKind::usage);
  EXPECT_THAT(error->message(), HasSubstr("another server or client"));
  world.pending.login->may_replace = true;
  world.transport.answer("/token", 200, granted);
  EXPECT_EQ(world.complete().record.tokens.access_token.reveal(), "new-access");
}

TEST(DetachedLogin, IsForSignInsThatNeedAPerson) {
  for (const GrantType flow : {GrantType::client_credentials, GrantType::password, GrantType::token_exchange}) {
    Detached world;
    world.request.flow = flow;
    EXPECT_EQ(kind_of_failure([&] { world.begin(); }), ErrorKind::usage);
    EXPECT_FALSE(world.pending.login);
  }
}

TEST(DetachedLogin, AnAnswerThatIsPostedCannotBePasted) {
  Detached world;
  world.secrets.client.response_mode = "form_post";
  EXPECT_EQ(kind_of_failure([&] { world.begin(); }), ErrorKind::usage);
}

TEST(DetachedLogin, FollowsByTheCodeFlowIfTheServerRefusesTheDeviceFlow) {
  Detached world;
  world.request.flow.reset();
  world.secrets.server.device_authorization_endpoint = "https://as.example/device_authorization";
  world.transport.answer("/device_authorization", 400, R"({"error":"unauthorized_client"})");
  EXPECT_THAT(world.begin().authorization_url, HasSubstr("https://as.example/authorize?"));
}

}  // namespace
}  // namespace oauthctl::testing
