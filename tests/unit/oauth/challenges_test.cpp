#include "oauth/server/challenges.h"

#include <gtest/gtest.h>

namespace oauthctl {
namespace {

std::string shown(const std::vector<std::string>& fields) {
  HttpResponse response;
  for (const auto& field : fields) response.headers.add("www-authenticate", field);
  std::string out;
  for (const Challenge& challenge : challenges(response)) {
    out += '[' + challenge.scheme;
    for (const auto& [name, value] : challenge.parameters) out += ' ' + name + '=' + value;
    out += ']';
  }
  return out;
}

TEST(Challenges, AreReadFromAllFields) {
  EXPECT_EQ(shown({R"(Bearer realm="a, b", Error=insufficient_scope , scope="x \"y\"")"}),
            R"([bearer realm=a, b error=insufficient_scope scope=x "y"])");
  EXPECT_EQ(shown({R"(Negotiate, Basic realm=x,Bearer scope = "a")", "DPoP algs=\"ES256\""}),
            "[negotiate][basic realm=x][bearer scope=a][dpop algs=ES256]");
  EXPECT_EQ(shown({"Negotiate YWJj==, Bearer", ", ,Bearer a=b,, c=d"}), "[negotiate][bearer][bearer a=b c=d]");
  EXPECT_EQ(shown({"Bearer scope=a b, x=y"}), "[bearer scope=a b x=y]");
}

TEST(Challenges, AFieldThatCannotBeReadEndsThere) {
  EXPECT_EQ(shown({R"(Bearer a=b, scope="x)"}), "[bearer a=b]");
  EXPECT_EQ(shown({"", "=", "\"Bearer\"", "Bearer ="}), "[bearer]");
}

}  // namespace
}  // namespace oauthctl
