#include "model/response_type.h"

#include <gtest/gtest.h>

#include "oauthctl/error.h"

namespace oauthctl {
namespace {

TEST(ResponseTypes, ThatAreUnknownAreUsageErrors) {
  for (const char* text : {"", " ", "none", "Code", "token token", "code code", "code id_token token code",
                           "code,token", "id_token none"}) {
    try {
      parse_response_type(text, "--response-type");
      ADD_FAILURE() << text;
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), ErrorKind::usage);
      EXPECT_EQ(error.message(),
                "--response-type: '" + std::string(text) +
                    "' is not one of code, token, id_token, 'id_token token', 'code id_token', 'code token', "
                    "'code id_token token'");
    }
  }
}

TEST(ResponseTypes, AreTheSameInEveryOrder) {
  for (const char* text :
       {"code", "token", "id_token", "id_token token", "code id_token", "code token", "code id_token token"}) {
    EXPECT_EQ(parse_response_type(text, "x").text(), text);
  }
  EXPECT_EQ(parse_response_type("token  id_token code", "x").text(), "code id_token token");
  EXPECT_EQ(ResponseType{}.text(), "code");
}

TEST(ResponseTypes, BringTokensThroughTheBrowserWhereTheyNameThem) {
  EXPECT_FALSE(ResponseType{}.has_tokens());
  EXPECT_TRUE((ResponseType{.code = false, .token = true}.has_tokens()));
  EXPECT_TRUE((ResponseType{.id_token = true}.has_tokens()));
}

}  // namespace
}  // namespace oauthctl
