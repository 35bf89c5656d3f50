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

}  // namespace
}  // namespace oauthctl
