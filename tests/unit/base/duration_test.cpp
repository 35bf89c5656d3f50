#include "base/duration.h"

#include <gtest/gtest.h>

#include "oauthctl/error.h"

namespace oauthctl {
namespace {

using namespace std::chrono_literals;

TEST(Duration, RefusesOtherTexts) {
  for (const char* text :
       {"",      "s",   "-1",  "-5m",  "+5",   "1.5h", "1w",    "5 m",   "5mm",    "0x10", "99999999999999999999",
        "3654d", "1e3", "NaN", "1h30", "1h1h", "5m1h", "1h-5m", "1h 5m", "3653d1s"}) {
    try {
      parse_duration(text, "--timeout");
      FAIL() << text;
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), ErrorKind::usage);
      EXPECT_TRUE(error.message().starts_with("--timeout: '")) << error.message();
    }
  }
}

TEST(Duration, ReadsEachUnit) {
  EXPECT_EQ(parse_duration("0", ""), 0s);
  EXPECT_EQ(parse_duration("90", ""), 90s);
  EXPECT_EQ(parse_duration("90s", ""), 90s);
  EXPECT_EQ(parse_duration("5m", ""), 300s);
  EXPECT_EQ(parse_duration("1h", ""), 3600s);
  EXPECT_EQ(parse_duration("2d", ""), 172800s);
  EXPECT_EQ(parse_duration("3653d", ""), 3653 * 86400s);
  EXPECT_EQ(parse_duration("1h30m", ""), 90min);
  EXPECT_EQ(parse_duration("1d2h3m4s", ""), 93784s);
}

TEST(Duration, IsSaidInWords) {
  EXPECT_EQ(describe(1s), "1 second");
  EXPECT_EQ(describe(119s), "119 seconds");
  EXPECT_EQ(describe(120s), "2 minutes");
  EXPECT_EQ(describe(7199s), "119 minutes");
  EXPECT_EQ(describe(2h), "2 hours");
  EXPECT_EQ(describe(49h), "2 days");
}

}  // namespace
}  // namespace oauthctl
