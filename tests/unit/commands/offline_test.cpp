#include "commands/token/offline.h"

#include <gtest/gtest.h>

#include "base/base64.h"
#include "model/targeted_tokens.h"
#include "session/fakes.h"

namespace oauthctl::cli {
namespace {

using namespace std::chrono_literals;
using testing::failure;
using testing::noon;

struct Front : testing::World {
  std::optional<int> answer(const Command& command, const std::string& profile = "p", Records records = Records::own) {
    Invocation invocation;
    invocation.global.profile = profile;
    invocation.global.quiet = true;
    invocation.command = command;
    Terminal terminal(invocation.global, [](const char*) { return std::nullopt; });
    return answer_locally(invocation, store, now, terminal, records);
  }
};

LogoutOptions local_logout() {
  LogoutOptions options;
  options.local = true;
  return options;
}

TEST(Front, WithoutARecordALoginIsNeeded) {
  Front front;
  for (const Command& command : {Command(TokenOptions{}), Command(local_logout())}) {
    const auto error = failure([&] { front.answer(command, "other"); });
    ASSERT_TRUE(error);
    EXPECT_EQ(error->kind(), ErrorKind::login_required);
  }
}

TEST(Front, OfflineTellsWhetherTheNetworkOrAPersonIsNeeded) {
  Front front;
  TokenOptions offline;
  offline.offline = true;
  EXPECT_EQ(failure([&] { front.answer(offline); })->kind(), ErrorKind::unavailable);
  front.record().tokens.refresh_token_expires_at = noon;
  EXPECT_EQ(failure([&] { front.answer(offline); })->kind(), ErrorKind::login_required) << "expired, too";
  front.record().tokens.refresh_token = Secret();
  EXPECT_EQ(failure([&] { front.answer(offline); })->kind(), ErrorKind::login_required);
  front.record().grant_type = GrantType::client_credentials;
  EXPECT_EQ(failure([&] { front.answer(offline); })->kind(), ErrorKind::unavailable);
}

TEST(Front, FindsTheTokenOfATarget) {
  Front front;
  TokenOptions options;
  options.demand.target = {.resource = {"https://b.example"}};
  EXPECT_EQ(front.answer(options), std::nullopt) << "it was never asked for";
  TokenSet lasting = front.record().tokens;
  lasting.expires_at = noon + 1h;
  put_tokens(front.record(), options.demand.target, lasting);
  EXPECT_EQ(front.answer(options), 0);
  options.demand.min_ttl = 2h;
  EXPECT_EQ(front.answer(options), std::nullopt);
  options.demand.min_ttl.reset();
  options.demand.target.audience = {"x"};
  EXPECT_EQ(front.answer(options), std::nullopt) << "another set";
  EXPECT_EQ(front.answer(TokenOptions{}), std::nullopt) << "the profile's own has expired";
}

TEST(Front, OfflineTellsWhatTheTokenOfATargetNeeds) {
  Front front;
  TokenOptions offline;
  offline.offline = true;
  offline.demand.target = {.scope = "a b"};
  const auto never = failure([&] { front.answer(offline); });
  EXPECT_EQ(never->kind(), ErrorKind::unavailable);
  EXPECT_EQ(never->hint(), "oauthctl token -p p --scope 'a b'");
  front.record().tokens.refresh_token = Secret();
  EXPECT_EQ(failure([&] { front.answer(offline); })->kind(), ErrorKind::login_required);
}

Secret id_token_until(TimePoint end) {
  return Secret("e30." + base64url_encode(R"({"exp":)" + std::to_string(end.time_since_epoch().count()) + "}") + ".x");
}

TEST(Front, AnIdTokenLastsAsLongAsItSaysAndNotAsLongAsTheAccessToken) {
  Front front;
  TokenOptions options;
  options.type = TokenType::id;
  front.record().tokens.expires_at = noon + 1h;
  front.record().tokens.id_token = id_token_until(noon + 10s);
  EXPECT_EQ(front.answer(options), std::nullopt) << "it is to be renewed";
  options.offline = true;
  EXPECT_EQ(front.answer(options), 0) << "it has not expired";
  front.record().tokens.id_token = id_token_until(noon - 1s);
  EXPECT_EQ(failure([&] { front.answer(options); })->message(),
            "the ID token of profile p has expired, and --offline forbids renewing it");
  front.record().tokens.id_token = Secret();
  const auto none = failure([&] { front.answer(options); });
  EXPECT_EQ(none->kind(), ErrorKind::usage);
  EXPECT_EQ(none->hint(), "oauthctl login -p p --scope openid");
}

TEST(Front, OfflineTellsATokenThatIsTooShortFromOneThatHasExpired) {
  Front front;
  TokenOptions offline;
  offline.offline = true;
  offline.demand.min_ttl = 10min;
  EXPECT_EQ(failure([&] { front.answer(offline); })->message(),
            "the token of profile p has expired, and --offline forbids renewing it");
  front.record().tokens.expires_at = noon + 5min;
  EXPECT_EQ(failure([&] { front.answer(offline); })->message(),
            "the token of profile p expires within --min-ttl, and --offline forbids renewing it");
}

TEST(Front, WhatACopyDoesNotHoldMayBeElsewhere) {
  Front front;
  EXPECT_EQ(front.answer(TokenOptions{}, "other", Records::copies), std::nullopt);
  EXPECT_EQ(front.answer(local_logout(), "p", Records::copies), std::nullopt);
  TokenOptions offline;
  offline.offline = true;
  EXPECT_EQ(failure([&] { front.answer(offline, "other", Records::copies); })->kind(), ErrorKind::unavailable);
}

TEST(Front, LeavesToTheTwinWhatNeedsTheNetworkAndPrintsNothing) {
  Front front;
  ::testing::internal::CaptureStdout();
  EXPECT_EQ(front.answer(TokenOptions{}), std::nullopt) << "expired";
  front.record().tokens.expires_at = noon + 59s;
  EXPECT_EQ(front.answer(TokenOptions{}), std::nullopt) << "inside the default margin";
  front.record().tokens.expires_at = noon + 1h;
  TokenOptions refresh;
  refresh.demand.refresh = true;
  EXPECT_EQ(front.answer(refresh), std::nullopt);
  TokenOptions demanding;
  demanding.demand.min_ttl = 2h;
  EXPECT_EQ(front.answer(demanding), std::nullopt);
  EXPECT_EQ(front.answer(LogoutOptions{}), std::nullopt);
  EXPECT_EQ(front.answer(ValidateOptions{}), std::nullopt);
  EXPECT_EQ(::testing::internal::GetCapturedStdout(), "");
  EXPECT_TRUE(front.store.log.empty());
}

TEST(Front, PrintsAUsableToken) {
  Front front;
  front.record().tokens.expires_at = noon + 60s;
  ::testing::internal::CaptureStdout();
  EXPECT_EQ(front.answer(TokenOptions{}), 0);
  EXPECT_EQ(::testing::internal::GetCapturedStdout(), "old-access\n");
}

TEST(Front, OfflineServesWhatStillLives) {
  Front front;
  front.record().tokens.expires_at = noon + 1s;
  TokenOptions offline;
  offline.offline = true;
  ::testing::internal::CaptureStdout();
  EXPECT_EQ(front.answer(offline), 0);
  EXPECT_EQ(::testing::internal::GetCapturedStdout(), "old-access\n");
}

TEST(Front, SignsOutUnderTheLockAndKeepsTheSettings) {
  Front front;
  LogoutOptions all = local_logout();
  all.all = true;
  EXPECT_EQ(front.answer(all), 0);
  EXPECT_EQ(front.store.log, (std::vector<std::string>{"lock", "reserve", "commit"}));
  EXPECT_TRUE(is_signed_out(front.record()));
  EXPECT_EQ(front.answer(all), 0) << "nobody is signed in";
  EXPECT_EQ(front.store.log.size(), 3U);
}

TEST(Front, WhoSignedOutMustSignInAgain) {
  Front front;
  front.record().grant_type = GrantType::client_credentials;
  front.answer(local_logout());
  TokenOptions offline;
  offline.offline = true;
  for (const Command& command :
       {Command(TokenOptions{}), Command(offline), Command(local_logout()), Command(ExecOptions{})}) {
    const auto error = failure([&] { front.answer(command); });
    ASSERT_TRUE(error);
    EXPECT_EQ(error->kind(), ErrorKind::login_required);
    EXPECT_EQ(error->hint(), "oauthctl login -p p");
  }
  EXPECT_EQ(front.answer(TokenOptions{}, "p", Records::copies), std::nullopt) << "another machine may have signed in";
  EXPECT_EQ(failure([&] { front.answer(offline, "p", Records::copies); })->kind(), ErrorKind::login_required);
}

TEST(Front, LeavesToTheTwinToForgetAProfile) {
  Front front;
  LogoutOptions forget = local_logout();
  forget.forget = true;
  EXPECT_EQ(front.answer(forget), std::nullopt);
  EXPECT_TRUE(front.store.log.empty());
}

}  // namespace
}  // namespace oauthctl::cli
