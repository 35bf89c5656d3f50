#include "store/profile_name.h"

#include <gtest/gtest.h>

#include "oauthctl/error.h"

namespace oauthctl {
namespace {

TEST(ProfileName, RefusesAllButPlainFileNames) {
  for (const std::string& name :
       {std::string(), std::string("."), std::string(".."), std::string(".hidden"), std::string("-p"),
        std::string("a/b"), std::string("../a"), std::string("a\nb"), std::string("a\0b", 3), std::string("a b"),
        std::string("größe"), std::string("a\\b"), std::string("a*"), std::string(101, 'a'), std::string(300, 'a')}) {
    EXPECT_FALSE(is_profile_name(name)) << name;
  }
}

TEST(ProfileName, AcceptsLettersDigitsAndAFewMarks) {
  for (const std::string& name : {std::string("default"), std::string("a"), std::string("ann@example.com"),
                                  std::string("Work_2.test+x-y"), std::string("9"), std::string(100, 'a')}) {
    EXPECT_TRUE(is_profile_name(name)) << name;
  }
}

TEST(ProfileName, TheRefusalShowsTheNameWithoutItsTricks) {
  try {
    require_profile_name("../\x1b[31mred\n");
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::usage);
    EXPECT_EQ(error.message(), "\"../[31mred \" cannot be the name of a profile");
    EXPECT_NE(error.hint(), "");
  }
}

}  // namespace
}  // namespace oauthctl
