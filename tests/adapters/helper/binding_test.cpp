#include "store/binding.h"

#include <gmock/gmock.h>

#include "adapters/helper/programs.h"

namespace oauthctl {
namespace {

using ::testing::ElementsAre;
using testing::failure_of;

class BindingTest : public ::testing::Test {
 protected:
  const testing::TemporaryDirectory home_;
  const std::string folder_ = home_ / "profiles";
};

TEST_F(BindingTest, OneThatOthersCouldHaveWrittenIsRefused) {
  bind_store(folder_, "work", "helper:pass");
  chmod((folder_ + "/work.store").c_str(), 0666);
  EXPECT_EQ(failure_of([&] { bound_store(folder_, "work"); }).kind(), ErrorKind::internal);
}

TEST_F(BindingTest, OneThatIsALinkIsNotFollowed) {
  bind_store(folder_, "other", "helper:pass");
  ASSERT_EQ(symlink((folder_ + "/other.store").c_str(), (folder_ + "/work.store").c_str()), 0);
  EXPECT_EQ(failure_of([&] { bound_store(folder_, "work"); }).kind(), ErrorKind::internal);
}

TEST_F(BindingTest, WithoutOneNothingIsMade) {
  EXPECT_EQ(bound_store(folder_, "work"), std::nullopt);
  bind_store(folder_, "work", "file");
  EXPECT_NE(access(folder_.c_str(), F_OK), 0);
}

TEST_F(BindingTest, TheLastOneCountsAndFileRemovesIt) {
  bind_store(folder_, "work", "helper:pass");
  bind_store(folder_, "work", "helper:secretservice");
  bind_store(folder_, "home", "helper:pass");
  EXPECT_EQ(bound_store(folder_, "work"), "helper:secretservice");
  EXPECT_THAT(bound_profiles(folder_), ElementsAre("home", "work"));
  bind_store(folder_, "work", "file");
  EXPECT_EQ(bound_store(folder_, "work"), std::nullopt);
  EXPECT_THAT(bound_profiles(folder_), ElementsAre("home"));
}

}  // namespace
}  // namespace oauthctl
