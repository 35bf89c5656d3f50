#include "oauthctl/secret.h"

#include <gtest/gtest.h>

#include <ostream>
#include <type_traits>

namespace oauthctl {
namespace {

template <typename T>
concept Streams = requires(std::ostream& out, const T& value) {
  out << value;
};

static_assert(!Streams<Secret>);
static_assert(!std::is_convertible_v<Secret, std::string>);
static_assert(!std::is_convertible_v<std::string, Secret>);

TEST(Secret, ComparesByValue) {
  EXPECT_TRUE(Secret("abc") == Secret("abc"));
  EXPECT_FALSE(Secret("abc") == Secret("abd"));
  EXPECT_FALSE(Secret("abc") == Secret("ab"));
  EXPECT_TRUE(Secret() == Secret(""));
}

TEST(Secret, LeavesNothingBehindWhenMoved) {
  for (const std::string& value : {std::string("short"), std::string(100, 'x')}) {
    Secret from(value);
    Secret to(std::move(from));
    EXPECT_EQ(to.reveal(), value);
    // NOLINTBEGIN(bugprone-use-after-move,clang-analyzer-cplusplus.Move): that it is empty is what is promised
    EXPECT_TRUE(from.empty());
    EXPECT_EQ(std::string(from.reveal().data(), 5).find("short"), std::string::npos);
    // NOLINTEND(bugprone-use-after-move,clang-analyzer-cplusplus.Move)
  }
}

TEST(Secret, SurvivesAssignmentToItself) {
  Secret secret("abc");
  const Secret& same = secret;
  secret = same;
  EXPECT_EQ(secret.reveal(), "abc");
}

}  // namespace
}  // namespace oauthctl
