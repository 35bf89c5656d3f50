#include "devserver/state/pushed_requests.h"

#include <gtest/gtest.h>

namespace oauthctl::devserver {
namespace {

using std::chrono::seconds;

class PushedRequestsTest : public ::testing::Test {
 protected:
  TimePoint now_{seconds(1'000'000)};
  PushedRequests requests_{[this] { return now_; }};
  const Params params_{{"client_id", "notes"}, {"scope", "openid"}};
};

TEST_F(PushedRequestsTest, AreUnknownByAnotherName) {
  requests_.push("notes", params_);
  EXPECT_FALSE(requests_.take("urn:ietf:params:oauth:request_uri:x", "notes"));
}

TEST_F(PushedRequestsTest, AreNotForAnotherClientAndStayGood) {
  const auto name = requests_.push("notes", params_);
  EXPECT_FALSE(requests_.take(name, "other"));
  EXPECT_EQ(requests_.take(name, "notes"), params_);
}

TEST_F(PushedRequestsTest, AreTakenOnce) {
  const auto name = requests_.push("notes", params_);
  EXPECT_EQ(requests_.take(name, "notes"), params_);
  EXPECT_FALSE(requests_.take(name, "notes"));
}

TEST_F(PushedRequestsTest, EndWithTheirTime) {
  const auto early = requests_.push("notes", params_);
  const auto late = requests_.push("notes", params_);
  const auto with_a_person = requests_.push("notes", params_, PushedRequests::time_to_decide);
  now_ += seconds(59);
  EXPECT_TRUE(requests_.take(early, "notes"));
  now_ += seconds(1);
  EXPECT_FALSE(requests_.take(late, "notes"));
  EXPECT_TRUE(requests_.take(with_a_person, "notes"));
}

TEST_F(PushedRequestsTest, HaveNamesThatNobodyGuesses) {
  const auto name = requests_.push("notes", params_);
  EXPECT_TRUE(name.starts_with("urn:ietf:params:oauth:request_uri:"));
  EXPECT_GT(name.size(), 70U);
  EXPECT_NE(requests_.push("notes", params_), name);
}

}  // namespace
}  // namespace oauthctl::devserver
