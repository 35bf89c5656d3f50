#include "oauth/identity/introspection.h"

#include <gtest/gtest.h>

#include "unit/oauth/thrown.h"

namespace oauthctl {
namespace {

HttpResponse answer(int status, std::string body, std::string type = "application/json") {
  return {status, {{"content-type", std::move(type)}}, std::move(body), ""};
}

TEST(IntrospectionRequest, RefusesAServerWithoutTheEndpoint) {
  const Error error = thrown_by([] { introspection_request({{}, {}, {}}, public_client(), Secret("t")); });
  EXPECT_EQ(error.kind(), ErrorKind::usage);
  EXPECT_STREQ(error.what(), "the server has no introspection_endpoint");
}

TEST(IntrospectionRequest, PostsTheTokenWithTheClientsAuthentication) {
  ServerMetadata server;
  server.introspection_endpoint = "https://as.example/introspect";
  Client client;
  client.client_id = "c";
  const auto request = introspection_request({client, server, {}}, public_client(), Secret("t t"));
  EXPECT_EQ(request.method, "POST");
  EXPECT_EQ(request.url, "https://as.example/introspect");
  EXPECT_EQ(request.body.reveal(), "token=t+t&token_type_hint=access_token&client_id=c");
}

TEST(ParseIntrospection, RefusesInvalidAnswers) {
  struct Case {
    HttpResponse response;
    ErrorKind kind;
    const char* message;
  };
  for (const Case& c : {
           Case{answer(429, ""), ErrorKind::unavailable, "the introspection endpoint answered HTTP 429"},
           Case{answer(500, R"({"error":"x"})"), ErrorKind::unavailable,
                "the introspection endpoint answered HTTP 500: x"},
           Case{answer(302, ""), ErrorKind::protocol,
                "the introspection endpoint answered HTTP 302, a redirect, which is not followed"},
           Case{answer(200, "<p>", "text/html"), ErrorKind::protocol,
                "the introspection endpoint answered text/html where JSON was expected"},
           Case{answer(200, "{}"), ErrorKind::protocol,
                "the answer of the introspection endpoint: \"active\" is missing"},
           Case{answer(200, R"({"active":"true"})"), ErrorKind::protocol,
                "the answer of the introspection endpoint: \"active\" must be true or false, not a string"},
           Case{answer(200, R"({"active":1})"), ErrorKind::protocol,
                "the answer of the introspection endpoint: \"active\" must be true or false, not a number"},
           Case{answer(200, R"({"active":true,"active":false})"), ErrorKind::protocol,
                "the answer of the introspection endpoint: has the member \"active\" twice"},
       }) {
    const Error error = thrown_by([&] { parse_introspection_response(c.response); });
    EXPECT_EQ(error.kind(), c.kind);
    EXPECT_EQ(error.message(), c.message);
  }
}

TEST(ParseIntrospection, IsNothingWhenTheEndpointRefusesThisClient) {
  for (const int status : {400, 401, 403, 404, 405})
    EXPECT_FALSE(parse_introspection_response(answer(status, "<html>", "text/html"))) << status;
  EXPECT_FALSE(parse_introspection_response(answer(200, R"({"error":"invalid_client"})")));
}

TEST(ParseIntrospection, ReadsWhatIsOnlyShownHoweverItIsWritten) {
  const auto said = parse_introspection_response(
      answer(200, R"({"active":true,"scope":["a","b"],"client_id":7,"username":["u"],"sub":35,"iss":{},"exp":"99"})"));
  ASSERT_TRUE(said);
  EXPECT_EQ(said->scope, "a b");
  EXPECT_EQ(said->client_id, "7");
  EXPECT_EQ(said->username, "u");
  EXPECT_EQ(said->sub, "35");
  EXPECT_EQ(said->iss, "");
  EXPECT_EQ(said->exp, TimePoint(std::chrono::seconds(99)));
  EXPECT_EQ(parse_introspection_response(answer(200, R"({"active":true,"exp":"soon"})"))->exp, std::nullopt);
}

TEST(ParseIntrospection, ReadsOptionalMembers) {
  EXPECT_FALSE(parse_introspection_response(answer(200, R"({"active":false})"))->active);
  const auto said = parse_introspection_response(
      answer(200, R"({"active":true,"scope":"a b","client_id":"c","username":"u","sub":"s","iss":"i","exp":99})"));
  ASSERT_TRUE(said);
  EXPECT_TRUE(said->active);
  EXPECT_EQ(said->scope, "a b");
  EXPECT_EQ(said->client_id, "c");
  EXPECT_EQ(said->username, "u");
  EXPECT_EQ(said->sub, "s");
  EXPECT_EQ(said->iss, "i");
  EXPECT_EQ(said->exp, TimePoint(std::chrono::seconds(99)));
}

}  // namespace
}  // namespace oauthctl
