#include "base/base64.h"

#include <gtest/gtest.h>

namespace oauthctl {
namespace {

TEST(Base64url, RefusesEverySecondSpelling) {
  for (const char* text : {"A", "AAAAA", "AA==", "AB", "AAB", "A A", "A+", "A/", "AA\n", "é"}) {
    EXPECT_FALSE(base64url_decode(text)) << text;
  }
}

TEST(Base64url, RoundTripsTheVectorsOfRfc4648) {
  const std::pair<const char*, const char*> vectors[] = {
      {"", ""},           {"f", "Zg"},          {"fo", "Zm8"},          {"foo", "Zm9v"},
      {"foob", "Zm9vYg"}, {"fooba", "Zm9vYmE"}, {"foobar", "Zm9vYmFy"}, {"\xfb\xff", "-_8"}};
  for (const auto& [bytes, text] : vectors) {
    EXPECT_EQ(base64url_encode(bytes), text);
    EXPECT_EQ(base64url_decode(text), bytes);
  }
}

TEST(Base64, PadsForHttpBasic) {
  EXPECT_EQ(base64_encode("Aladdin:open sesame"), "QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
  EXPECT_EQ(base64_encode("\xfb\xff"), "+/8=");
  EXPECT_EQ(base64_encode("foo"), "Zm9v");
  for (const std::string bytes : {"", "f", "fo", "foo", "\xfb\xff"})
    EXPECT_EQ(base64_decode(base64_encode(bytes)), bytes);
  for (const char* text : {"Zg", "Zg=", "Zg===", "Zm9v=", "-_8=", "Zh==", "Z===", "====", "Zg==\n"}) {
    EXPECT_FALSE(base64_decode(text)) << text;
  }
}

}  // namespace
}  // namespace oauthctl
