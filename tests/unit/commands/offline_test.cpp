#include "commands/offline.h"

#include <gtest/gtest.h>

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

TEST(Front, WithoutARecordALoginIsNeeded) {
  Front front;
  for (const Command& command : {Command(TokenOptions{}), Command(LogoutOptions{.all = false, .local = true})}) {
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

TEST(Front, WhatACopyDoesNotHoldMayBeElsewhere) {
  Front front;
  EXPECT_EQ(front.answer(TokenOptions{}, "other", Records::copies), std::nullopt);
  EXPECT_EQ(front.answer(LogoutOptions{.all = false, .local = true}, "p", Records::copies), std::nullopt);
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

TEST(Front, ForgetsUnderTheLock) {
  Front front;
  EXPECT_EQ(front.answer(LogoutOptions{.all = true, .local = true}), 0);
  EXPECT_EQ(front.store.log, (std::vector<std::string>{"lock", "erase"}));
  EXPECT_TRUE(front.store.records.empty());
}

}  // namespace
}  // namespace oauthctl::cli
