#include "devserver/state/grants.h"

#include <gtest/gtest.h>

#include "devserver/refusal.h"
#include "devserver/state/sql.h"

namespace oauthctl::devserver {
namespace {

using std::chrono::seconds;

class GrantsTest : public ::testing::Test {
 protected:
  Grants make(Grants::Policy policy = {}) {
    return {database_, [this] { return now_; }, policy};
  }
  int rows(const std::string& table) {
    return database_.transaction(
        [&](SQLite::Database& db) { return db.execAndGet("SELECT count(*) FROM " + table).getInt(); });
  }

  TimePoint now_{seconds(1'000'000)};
  Database database_{""};
  Grants grants_ = make();
  const Approval approval_{"client", {"alice", "", {}}, "openid", "http://127.0.0.1/cb", ""};
  Redemption redemption(const Secret& code) { return {code, "client", "http://127.0.0.1/cb", Secret()}; }
};

TEST_F(GrantsTest, ACodeIsNotGoodForItsSixtiethSecond) {
  const Secret early = grants_.issue_code(approval_);
  const Secret late = grants_.issue_code(approval_);
  now_ += seconds(59);
  EXPECT_NO_THROW(grants_.redeem(redemption(early)));
  now_ += seconds(1);
  EXPECT_THROW(grants_.redeem(redemption(late)), Refusal);
}

TEST_F(GrantsTest, ACodeOfAnotherClientIsRefusedAndStaysGood) {
  const Secret code = grants_.issue_code(approval_);
  Redemption stolen = redemption(code);
  stolen.client_id = "thief";
  EXPECT_THROW(grants_.redeem(stolen), Refusal);
  EXPECT_NO_THROW(grants_.redeem(redemption(code)));
}

TEST_F(GrantsTest, ARefreshTokenOfAnotherClientIsRefusedAndStaysGood) {
  const Secret token = grants_.redeem(redemption(grants_.issue_code(approval_))).refresh_token;
  EXPECT_THROW(grants_.refresh(token, "thief", ""), Refusal);
  EXPECT_NO_THROW(grants_.refresh(token, "client", ""));
}

TEST_F(GrantsTest, ARefusedScopeDoesNotUseTheRefreshTokenUp) {
  const Secret token = grants_.redeem(redemption(grants_.issue_code(approval_))).refresh_token;
  EXPECT_THROW(grants_.refresh(token, "client", "openid email"), Refusal);
  EXPECT_NO_THROW(grants_.refresh(token, "client", "openid"));
}

TEST_F(GrantsTest, ANarrowedScopeIsForOneAccessTokenOnly) {
  Approval wide = approval_;
  wide.scope = "openid email";
  const auto first = grants_.redeem(redemption(grants_.issue_code(wide)));
  const auto narrow = grants_.refresh(first.refresh_token, "client", "email");
  EXPECT_EQ(grants_.find_access_token(narrow.access_token)->scope, "email");
  EXPECT_EQ(grants_.refresh(narrow.refresh_token, "client", "").scope, "openid email");
}

TEST_F(GrantsTest, AnAccessTokenEndsWithItsTime) {
  Grants grants = make({seconds(10), true});
  const Secret token = grants.issue_to_client("client", "api.read").access_token;
  now_ += seconds(9);
  EXPECT_TRUE(grants.find_access_token(token));
  now_ += seconds(1);
  EXPECT_FALSE(grants.find_access_token(token));
}

TEST_F(GrantsTest, AReusedRefreshTokenLeavesNothingBehind) {
  const Secret token = grants_.redeem(redemption(grants_.issue_code(approval_))).refresh_token;
  grants_.refresh(token, "client", "");
  EXPECT_THROW(grants_.refresh(token, "client", ""), Refusal);
  for (const char* table : {"grants", "codes", "refresh_tokens", "access_tokens"}) EXPECT_EQ(rows(table), 0) << table;
}

TEST_F(GrantsTest, WhatExpiredIsForgottenButNotWhatTellsAReuse) {
  grants_.issue_code(approval_);
  grants_.issue_to_client("client", "api.read");
  const auto tokens = grants_.redeem(redemption(grants_.issue_code(approval_)));
  const auto renewed = grants_.refresh(tokens.refresh_token, "client", "");
  now_ += std::chrono::days(1);
  grants_.forget_expired();
  EXPECT_EQ(rows("grants"), 1);
  EXPECT_EQ(rows("access_tokens"), 0);
  EXPECT_THROW(grants_.refresh(tokens.refresh_token, "client", ""), Refusal);
  EXPECT_THROW(grants_.refresh(renewed.refresh_token, "client", ""), Refusal);
}

}  // namespace
}  // namespace oauthctl::devserver
