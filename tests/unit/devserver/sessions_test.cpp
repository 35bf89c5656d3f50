#include "devserver/state/sessions.h"

#include <gtest/gtest.h>

namespace oauthctl::devserver {
namespace {

TEST(Sessions, EndAfterTwelveHours) {
  TimePoint now{std::chrono::seconds(1'000'000)};
  Database database{""};
  Sessions sessions(database, [&] { return now; });
  const Secret cookie = sessions.open("alice");
  now += std::chrono::hours(12) - std::chrono::seconds(1);
  ASSERT_TRUE(sessions.find(cookie));
  EXPECT_EQ(sessions.find(cookie)->username, "alice");
  now += std::chrono::seconds(1);
  EXPECT_FALSE(sessions.find(cookie));
}

TEST(Sessions, AreNobodysForAnotherCookie) {
  Database database{""};
  Sessions sessions(database, [] { return TimePoint{}; });
  sessions.open("alice");
  EXPECT_FALSE(sessions.find(Secret("x")));
  EXPECT_FALSE(sessions.find(Secret()));
}

}  // namespace
}  // namespace oauthctl::devserver
