#include "cli/offline.h"

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
  for (const Command& command : {Command(TokenCommand{}), Command(LogoutCommand{.all = false, .local = true})}) {
    const auto error = failure([&] { front.answer(command, "other"); });
    ASSERT_TRUE(error);
    EXPECT_EQ(error->kind(), ErrorKind::login_required);
  }
}

TEST(Front, OfflineTellsWhetherTheNetworkOrAPersonIsNeeded) {
  Front front;
  TokenCommand offline;
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
  EXPECT_EQ(front.answer(TokenCommand{}, "other", Records::copies), std::nullopt);
  EXPECT_EQ(front.answer(LogoutCommand{.all = false, .local = true}, "p", Records::copies), std::nullopt);
  TokenCommand offline;
  offline.offline = true;
  EXPECT_EQ(failure([&] { front.answer(offline, "other", Records::copies); })->kind(), ErrorKind::unavailable);
}

TEST(Front, LeavesToTheTwinWhatNeedsTheNetworkAndPrintsNothing) {
  Front front;
  ::testing::internal::CaptureStdout();
  EXPECT_EQ(front.answer(TokenCommand{}), std::nullopt) << "expired";
  front.record().tokens.expires_at = noon + 59s;
  EXPECT_EQ(front.answer(TokenCommand{}), std::nullopt) << "inside the default margin";
  front.record().tokens.expires_at = noon + 1h;
  TokenCommand refresh;
  refresh.refresh = true;
  EXPECT_EQ(front.answer(refresh), std::nullopt);
  TokenCommand demanding;
  demanding.min_ttl = 2h;
  EXPECT_EQ(front.answer(demanding), std::nullopt);
  EXPECT_EQ(front.answer(LogoutCommand{}), std::nullopt);
  EXPECT_EQ(front.answer(ValidateCommand{}), std::nullopt);
  EXPECT_EQ(::testing::internal::GetCapturedStdout(), "");
  EXPECT_TRUE(front.store.log.empty());
}

TEST(Front, PrintsAUsableToken) {
  Front front;
  front.record().tokens.expires_at = noon + 60s;
  ::testing::internal::CaptureStdout();
  EXPECT_EQ(front.answer(TokenCommand{}), 0);
  EXPECT_EQ(::testing::internal::GetCapturedStdout(), "old-access\n");
}

TEST(Front, OfflineServesWhatStillLives) {
  Front front;
  front.record().tokens.expires_at = noon + 1s;
  TokenCommand offline;
  offline.offline = true;
  ::testing::internal::CaptureStdout();
  EXPECT_EQ(front.answer(offline), 0);
  EXPECT_EQ(::testing::internal::GetCapturedStdout(), "old-access\n");
}

TEST(Front, ForgetsUnderTheLock) {
  Front front;
  EXPECT_EQ(front.answer(LogoutCommand{.all = true, .local = true}), 0);
  EXPECT_EQ(front.store.log, (std::vector<std::string>{"lock", "erase"}));
  EXPECT_TRUE(front.store.records.empty());
}

}  // namespace
}  // namespace oauthctl::cli
