#include <gtest/gtest.h>

#include "oauth/request_parameters.h"
#include "unit/oauth/thrown.h"

namespace oauthctl {
namespace {

using Values = std::vector<std::string>;

TEST(ClaimsParameter, IsARequestForClaims) {
  struct Case {
    const char* text;
    const char* message;
  };
  for (const Case& c :
       {Case{"[]", "c.json: must be a JSON object, not an array"},
        Case{"{}", "c.json: asks for nothing: \"userinfo\", \"id_token\" or \"access_token\" is missing"},
        Case{R"({"id_token":[]})", "c.json: \"id_token\" must be an object, not an array"},
        Case{R"({"id_token":{"acr":true}})", "c.json: \"id_token.acr\" must be an object, not a boolean"},
        Case{R"({"userinfo":{"email":{"essential":"yes"}}})",
             "c.json: \"userinfo.email.essential\" must be true or false, not a string"},
        Case{R"({"id_token":{"acr":{"values":"1"}}})", "c.json: \"id_token.acr.values\" must be an array"}}) {
    const Error error = thrown_by([&] { parse_claims_parameter(c.text, "c.json"); });
    EXPECT_EQ(error.kind(), ErrorKind::usage);
    EXPECT_EQ(error.message(), c.message);
  }
  EXPECT_EQ(parse_claims_parameter(
                " {\"userinfo\": {\"email\": null}, \"id_token\": {\"auth_time\": {\"essential\": true}}}", "c.json"),
            R"({"id_token":{"auth_time":{"essential":true}},"userinfo":{"email":null}})");
}

TEST(ClaimsParameter, DemandsAnAcrOnlyWhereItIsEssential) {
  EXPECT_EQ(essential_acr_values(""), Values{});
  EXPECT_EQ(essential_acr_values(R"({"userinfo":{"acr":{"essential":true,"value":"1"}}})"), Values{});
  EXPECT_EQ(essential_acr_values(R"({"id_token":{"acr":null}})"), Values{});
  EXPECT_EQ(essential_acr_values(R"({"id_token":{"acr":{"values":["1","2"]}}})"), Values{});
  EXPECT_EQ(essential_acr_values(R"({"id_token":{"acr":{"essential":true}}})"), Values{});
  EXPECT_EQ(essential_acr_values(R"({"id_token":{"acr":{"essential":true,"values":["1","2"]}}})"), (Values{"1", "2"}));
  EXPECT_EQ(essential_acr_values(R"({"id_token":{"acr":{"essential":true,"value":"1"}}})"), (Values{"1"}));
}

}  // namespace
}  // namespace oauthctl
