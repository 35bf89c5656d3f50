#include <gtest/gtest.h>

#include "devserver/http/request.h"
#include "devserver/http/response.h"

namespace oauthctl::devserver {
namespace {

Request with(const Params& headers) {
  Request request;
  request.headers = headers;
  return request;
}

TEST(Request, FindsAFieldInWhateverCase) {
  const Request request = with({{"host", "a"}, {"dpop", "1"}, {"dpop", "2"}});
  EXPECT_EQ(request.header("Host"), "a");
  EXPECT_EQ(request.headers_named("DPoP"), (std::vector<std::string>{"1", "2"}));
  EXPECT_FALSE(request.has_header("Cookie"));
}

TEST(Request, SaysHowLongItsBodyIs) {
  EXPECT_EQ(content_length(with({})), 0U);
  EXPECT_EQ(content_length(with({{"content-length", "70000"}})), 70000U);
}

TEST(Request, HasNoLengthThatIsNotOneNumber) {
  for (const char* value : {"", "-1", "+1", "1e3", "0x10", " 1", "1,1", "99999999999999999999999"}) {
    EXPECT_FALSE(content_length(with({{"content-length", value}}))) << value;
  }
  EXPECT_FALSE(content_length(with({{"content-length", "1"}, {"content-length", "1"}})));
}

TEST(Request, BringsABearerToken) {
  EXPECT_EQ(bearer_token(with({{"authorization", "bEARER x"}})).reveal(), "x");
  for (const char* value : {"", "Bearer", "Basic eDp5", "DPoP x"}) {
    EXPECT_TRUE(bearer_token(with({{"authorization", value}})).empty()) << value;
  }
}

TEST(Response, ReplacesAFieldInWhateverCase) {
  Response response;
  response.set_header("cache-control", "public");
  response.add_header("Set-Cookie", "a=1");
  response.add_header("Set-Cookie", "b=2");
  EXPECT_EQ(response.headers.get("cache-control"), "public");
  EXPECT_FALSE(response.headers.contains("Cache-Control"));
  EXPECT_EQ(response.headers.count("Set-Cookie"), 2U);
}

}  // namespace
}  // namespace oauthctl::devserver
