#include <gtest/gtest.h>

#include "commands/keep/schedule.h"
#include "session/fakes.h"

namespace oauthctl::cli {
namespace {

using namespace std::chrono_literals;
using testing::noon;

Moment after(milliseconds time, milliseconds wall_set_by = 0ms) {
  return {noon + time + wall_set_by, 1h + time};
}

const TokenLife an_hour{noon, noon + 1h};

TEST(MarginOf, IsAFifthToThreeTenthsOfAnHourAtMost) {
  EXPECT_EQ(margin_of(1h, 0), 12min);
  EXPECT_EQ(margin_of(1h, 1), 18min);
  EXPECT_EQ(margin_of(10min, 0.5), 150s);
  EXPECT_EQ(margin_of(24h, 0), 12min);
  EXPECT_EQ(margin_of(24h * 3650, 1), 18min);
}

TEST(MarginOf, IsASecondButNotMoreThanHalfOfTheLife) {
  EXPECT_EQ(margin_of(3s, 1), 1s);
  EXPECT_EQ(margin_of(1s, 1), 500ms);
  EXPECT_EQ(margin_of(0s, 1), 0ms);
  EXPECT_EQ(margin_of(-1h, 1), 0ms);
}

TEST(RenewalTime, IsTheMarginBeforeTheTokenExpires) {
  const RenewalTime time(an_hour, after(0s), 0);
  EXPECT_EQ(time.left(after(0s)), 48min);
  EXPECT_EQ(time.left(after(47min)), 1min);
  EXPECT_EQ(time.left(after(48min)), 0ms);
  EXPECT_EQ(time.left(after(9h)), 0ms) << "the machine slept";
}

TEST(RenewalTime, CountsTheWholeLifeOfATokenThatIsFoundLate) {
  const RenewalTime time(an_hour, after(40min), 0);
  EXPECT_EQ(time.left(after(40min)), 8min);
  EXPECT_EQ(RenewalTime(an_hour, after(50min), 0).left(after(50min)), 0ms);
}

TEST(RenewalTime, ComesWhicheverClockSaysSo) {
  const RenewalTime time(an_hour, after(0s), 0);
  EXPECT_EQ(time.left(after(10min, 1h)), 0ms) << "the wall clock was set forward";
  EXPECT_EQ(time.left(after(10min, -5min)), 38min) << "it was set back: the time since the start counts";
  EXPECT_EQ(time.left(after(48min, -30min)), 0ms);
}

TEST(RenewalTime, IsNowIfTheClockIsBehindTheTimeTheTokenCame) {
  EXPECT_EQ(RenewalTime(an_hour, after(0s), 0).left(after(0s, -1s)), 0ms);
  EXPECT_EQ(RenewalTime({noon, std::nullopt}, after(0s), 0).left(after(0s, -1h)), 0ms);
}

TEST(RenewalTime, NeverComesForATokenThatDoesNotExpire) {
  EXPECT_EQ(RenewalTime({noon, std::nullopt}, after(0s), 0).left(after(24h * 365)), milliseconds::max());
}

TEST(RenewalTime, IsDifferentForEachJitter) {
  milliseconds previous = milliseconds::max();
  for (const double jitter : {0.0, 0.1, 0.5, 0.9, 1.0}) {
    const milliseconds left = RenewalTime(an_hour, after(0s), jitter).left(after(0s));
    EXPECT_LT(left, previous);
    EXPECT_GE(left, 42min);
    previous = left;
  }
}

TEST(PauseAfter, DoublesUpToFiveMinutes) {
  EXPECT_EQ(pause_after(1, 1), 1s);
  EXPECT_EQ(pause_after(2, 1), 2s);
  EXPECT_EQ(pause_after(5, 1), 16s);
  EXPECT_EQ(pause_after(5, 0), 12s);
  EXPECT_EQ(pause_after(10, 1), 5min);
  EXPECT_EQ(pause_after(1'000'000'000, 1), 5min);
}

}  // namespace
}  // namespace oauthctl::cli
