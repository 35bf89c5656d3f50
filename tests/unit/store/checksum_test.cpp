#include "store/file/checksum.h"

#include <gtest/gtest.h>

namespace oauthctl {
namespace {

TEST(Checksum, NoChangedByteAndNoCutPasses) {
  const std::string text = with_checksum(R"({"a":"token","b":[1,2]})");
  for (std::size_t i = 0; i < text.size(); ++i) {
    for (int flip = 1; flip < 256; ++flip) {
      std::string damaged = text;
      damaged[i] = static_cast<char>(damaged[i] ^ flip);
      EXPECT_FALSE(has_valid_checksum(damaged)) << damaged;
    }
    EXPECT_FALSE(has_valid_checksum(text.substr(0, i))) << i;
    EXPECT_FALSE(has_valid_checksum(std::string(text).insert(i, 1, '\0'))) << i;
  }
  EXPECT_FALSE(has_valid_checksum(text + '\n'));
}

TEST(Checksum, IsTheLastMemberOfTheObject) {
  const std::string text = with_checksum(R"({"a":1})");
  // FNV-1a of `{"a":1`
  EXPECT_EQ(text, "{\"a\":1,\"checksum\":\"c0cb48a96902d276\"}\n");
  EXPECT_TRUE(has_valid_checksum(text));
}

}  // namespace
}  // namespace oauthctl
