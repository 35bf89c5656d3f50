#include "base/utc.h"

#include <gtest/gtest.h>

namespace oauthctl {
namespace {

using std::chrono::seconds;

TEST(Utc, FormatsAsRfc3339) {
  EXPECT_EQ(format_utc(TimePoint{seconds{0}}), "1970-01-01T00:00:00Z");
  EXPECT_EQ(format_utc(TimePoint{seconds{1'709'210'096}}), "2024-02-29T12:34:56Z");
  EXPECT_EQ(format_utc(TimePoint::max()), "9999-12-31T00:00:00Z");
}

TEST(HttpDate, OfAnotherShapeIsNone) {
  for (const char* text :
       {"", "Sun, 06 Nov 1994 08:49:37", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994",
        "Sun, 06 Nov 1994 08:49:37 UTC", "Sun, 31 Feb 1994 08:49:37 GMT", "Sun, 06 Nix 1994 08:49:37 GMT",
        "Sun, 06 Nov 1994 24:49:37 GMT", "Sun, -6 Nov 1994 08:49:37 GMT", "Sun, 0x Nov 1994 08:49:37 GMT"}) {
    EXPECT_EQ(parse_http_date(text), std::nullopt) << text;
  }
}

TEST(HttpDate, IsReadAsItMayBeSent) {
  EXPECT_EQ(parse_http_date("Sun, 06 Nov 1994 08:49:37 GMT"), TimePoint{seconds{784'111'777}});
  EXPECT_EQ(parse_http_date("Thu, 29 Feb 2024 12:34:56 GMT"), TimePoint{seconds{1'709'210'096}});
}

}  // namespace
}  // namespace oauthctl
