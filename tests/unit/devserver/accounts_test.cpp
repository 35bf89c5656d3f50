#include "devserver/state/accounts.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>

namespace oauthctl::devserver {
namespace {

class AccountsTest : public ::testing::Test {
 protected:
  AccountsTest() { accounts_.put("alice", Secret("wonderland")); }

  /// The fastest of a few refusals, because other load on the machine only adds time.
  std::chrono::duration<double> time_to_refuse(const char* username) {
    auto fastest = std::chrono::duration<double>::max();
    for (int i = 0; i < 5; ++i) {
      const auto start = std::chrono::steady_clock::now();
      EXPECT_FALSE(accounts_.sign_in(username, Secret("wrong")));
      fastest = std::min<std::chrono::duration<double>>(fastest, std::chrono::steady_clock::now() - start);
    }
    return fastest;
  }

  Database database_{""};
  Accounts accounts_{database_};
};

TEST_F(AccountsTest, AreSignedInToWithTheirPassword) {
  ASSERT_TRUE(accounts_.sign_in("alice", Secret("wonderland")));
  EXPECT_EQ(accounts_.sign_in("alice", Secret("wonderland"))->email, "alice@example.com");
  EXPECT_FALSE(accounts_.sign_in("alice", Secret("")));
  EXPECT_FALSE(accounts_.sign_in("", Secret("")));
}

TEST_F(AccountsTest, DoNotTellByTheTimeThatTheyDoNotExist) {
  EXPECT_GT(time_to_refuse("nobody"), time_to_refuse("alice") / 4);
}

}  // namespace
}  // namespace oauthctl::devserver
