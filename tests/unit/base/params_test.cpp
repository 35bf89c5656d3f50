#include "base/params.h"

#include <gtest/gtest.h>

#include "oauthctl/error.h"

namespace oauthctl {
namespace {

TEST(FormEncoding, EncodesAsRfc6749AppendixB) {
  EXPECT_EQ(form_encode(" %&+£€"), "+%25%26%2B%C2%A3%E2%82%AC");
  EXPECT_EQ(form_encode("-_.~aZ09"), "-_.~aZ09");
  EXPECT_EQ(form_encode(Params{{"a", "1 2"}, {"b", ""}, {"a", "=&"}}), "a=1+2&b=&a=%3D%26");
}

TEST(FormEncoding, DecodesWhatServersSend) {
  EXPECT_EQ(form_decode("a=1+2&b&&c=%3d%26&a="), (Params{{"a", "1 2"}, {"b", ""}, {"c", "=&"}, {"a", ""}}));
  EXPECT_EQ(form_decode("%41=%42"), (Params{{"A", "B"}}));
  EXPECT_TRUE(form_decode("").empty());
}

TEST(FormEncoding, RefusesBrokenEscapes) {
  for (const char* text : {"a=%", "a=%4", "a=%4x", "a=%x4", "%=a"}) EXPECT_THROW(form_decode(text), Error) << text;
}

TEST(Params, KnowsRepetition) {
  Params params{{"a", "1"}, {"a", "2"}};
  EXPECT_EQ(params.count("a"), 2U);
  EXPECT_EQ(params.get("a"), "1");
  params.set("a", "3");
  EXPECT_EQ(params, (Params{{"a", "3"}}));
  params.erase("a");
  EXPECT_FALSE(params.contains("a"));
}

}  // namespace
}  // namespace oauthctl
