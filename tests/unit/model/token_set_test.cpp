#include "model/token_set.h"

#include <gtest/gtest.h>

namespace oauthctl {
namespace {

using std::chrono::seconds;

constexpr TimePoint start{seconds(1'000'000)};

TokenSet an_hour() {
  TokenSet tokens;
  tokens.access_token = Secret("at");
  tokens.obtained_at = start;
  tokens.expires_at = start + seconds(3600);
  return tokens;
}

TEST(Usable, NeedsTheWholeMarginBeforeTheExpiry) {
  struct Case {
    int age;
    int min_ttl;
    bool usable;
  };
  for (const Case& c : {Case{0, 60, true}, Case{3539, 60, true}, Case{3540, 60, true}, Case{3541, 60, false},
                        Case{3599, 0, true}, Case{3600, 0, false}, Case{3601, 0, false}, Case{0, 3600, true},
                        Case{0, 3601, false}, Case{-1, 0, false}, Case{-1, 60, false}}) {
    EXPECT_EQ(an_hour().usable(start + seconds(c.age), seconds(c.min_ttl)), c.usable) << c.age << ' ' << c.min_ttl;
  }
}

TEST(Usable, IsFalseWithoutAnAccessToken) {
  TokenSet tokens = an_hour();
  tokens.access_token = Secret();
  EXPECT_FALSE(tokens.usable(start, seconds(0)));
}

TEST(Usable, WithoutAnExpiryIsTrueForAsLongAsTheClockGoesForward) {
  TokenSet tokens = an_hour();
  tokens.expires_at.reset();
  EXPECT_FALSE(tokens.usable(start - seconds(1), seconds(0)));
  EXPECT_TRUE(tokens.usable(start + std::chrono::years(50), seconds(3600)));
}

TEST(Usable, SurvivesTheEdgesOfTime) {
  TokenSet tokens = an_hour();
  tokens.expires_at = TimePoint::min();
  EXPECT_FALSE(tokens.usable(start, seconds(60)));
  tokens.expires_at = TimePoint::max();
  EXPECT_TRUE(tokens.usable(start, seconds(60)));
}

TEST(Renewed, KeepsWhatTheServerLeftOut) {
  TokenSet old = an_hour();
  old.refresh_token = Secret("rt1");
  old.refresh_token_expires_at = start + seconds(7200);
  old.id_token = Secret("id1");
  old.scope = "a b";
  TokenSet fresh;
  fresh.access_token = Secret("at2");
  fresh.obtained_at = start + seconds(3600);

  const TokenSet now = renewed(old, fresh);
  EXPECT_EQ(now.access_token, Secret("at2"));
  EXPECT_EQ(now.obtained_at, start + seconds(3600));
  EXPECT_FALSE(now.expires_at);
  EXPECT_EQ(now.refresh_token, Secret("rt1"));
  EXPECT_EQ(now.refresh_token_expires_at, start + seconds(7200));
  EXPECT_EQ(now.id_token, Secret("id1"));
  EXPECT_EQ(now.scope, "a b");
}

TEST(Renewed, TakesWhatTheServerSent) {
  TokenSet old = an_hour();
  old.refresh_token = Secret("rt1");
  old.refresh_token_expires_at = start + seconds(7200);
  old.id_token = Secret("id1");
  old.scope = "a b";
  TokenSet fresh = an_hour();
  fresh.refresh_token = Secret("rt2");
  fresh.id_token = Secret("id2");
  fresh.scope = "a";

  const TokenSet now = renewed(old, fresh);
  EXPECT_EQ(now.refresh_token, Secret("rt2"));
  EXPECT_FALSE(now.refresh_token_expires_at) << "the old token's expiry says nothing about the new one";
  EXPECT_EQ(now.id_token, Secret("id2"));
  EXPECT_EQ(now.scope, "a");
}

TEST(Renewed, TakesANewExpiryOfTheSameRefreshToken) {
  TokenSet old = an_hour();
  old.refresh_token = Secret("rt1");
  old.refresh_token_expires_at = start + seconds(7200);
  TokenSet fresh = an_hour();
  fresh.refresh_token_expires_at = start + seconds(9000);
  EXPECT_EQ(renewed(old, fresh).refresh_token_expires_at, start + seconds(9000));
}

}  // namespace
}  // namespace oauthctl
