#include "http/auth_fields.h"

#include <gtest/gtest.h>

namespace oauthctl {
namespace {

using Strings = std::vector<std::string>;

TEST(AuthFields, RefuseParametersOfAnyOtherForm) {
  for (const char* text : {"oYG2MIGz", "a=b", "a=\"b", "a=\"b\" c=\"d\"", "a=\"b\", c", "=", "a=\"b\"x"}) {
    EXPECT_FALSE(quoted_parameters(text)) << text;
  }
}

TEST(AuthFields, ReadQuotedParameters) {
  EXPECT_EQ(quoted_parameters("realm=\"a b\", error=\"invalid_token\",x=\"\""),
            (Params{{"realm", "a b"}, {"error", "invalid_token"}, {"x", ""}}));
  EXPECT_EQ(quoted_parameters(""), Params{});
}

TEST(AuthFields, TellTheSchemeFromTheRest) {
  EXPECT_EQ(split_auth("Bearer  abc").scheme, "Bearer");
  EXPECT_EQ(split_auth("Bearer  abc").rest, "abc");
  EXPECT_EQ(split_auth("abc").scheme, "");
  EXPECT_EQ(split_auth("abc").rest, "abc");
}

TEST(AuthFields, FindThePasswordOfBasicInBothSpellings) {
  EXPECT_EQ(basic_passwords("aWQ6cCUyNnc="), (Strings{"p%26w", "p&w"}));
  EXPECT_EQ(basic_passwords("aWQ6YTpi"), (Strings{"a:b", "a:b"}));
  EXPECT_EQ(basic_passwords("aWQ6fn5/fn4+"), (Strings{"~~\x7f~~>", "~~\x7f~~>"}));
  EXPECT_EQ(basic_passwords("aWQ6MTAwJQ=="), (Strings{"100%"}));
  EXPECT_EQ(basic_passwords("no base64!"), Strings{});
  EXPECT_EQ(basic_passwords("aWQ="), Strings{});
}

TEST(AuthFields, FindTheValuesOfCookies) {
  EXPECT_EQ(cookie_values("sid=abc; Path=/; HttpOnly"), (Strings{"abc", "/"}));
  EXPECT_EQ(cookie_values("a=b=c; d=e"), (Strings{"b=c", "e"}));
  EXPECT_EQ(cookie_values(""), Strings{});
}

}  // namespace
}  // namespace oauthctl
