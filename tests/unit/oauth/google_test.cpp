#include "oauth/google.h"

#include <gtest/gtest.h>

#include "unit/oauth/thrown.h"

namespace oauthctl {
namespace {

ServerMetadata server(std::string issuer, std::string token_endpoint) {
  ServerMetadata metadata;
  metadata.issuer = std::move(issuer);
  metadata.token_endpoint = std::move(token_endpoint);
  return metadata;
}

TEST(IsGoogle, IsDecidedByTheHost) {
  for (const char* other : {"", "https://accounts.google.com.evil.example/", "https://evil.example/accounts.google.com",
                            "https://xaccounts.google.com/", "http://oauth2.googleapis.com/token"}) {
    EXPECT_FALSE(is_google(server(other, other))) << other;
  }
  EXPECT_TRUE(is_google(server("https://accounts.google.com", "")));
  EXPECT_TRUE(is_google(server("", "https://oauth2.googleapis.com/token")));
  EXPECT_TRUE(is_google(server("", "https://accounts.google.com/o/oauth2/token")));
  EXPECT_TRUE(is_google(server("", "https://www.googleapis.com/oauth2/v4/token")));
}

TEST(GoogleDefaults, LeaveWhatWasChosen) {
  Client client;
  client.params = {{"access_type", "online"}};
  EXPECT_EQ(with_google_defaults({{"prompt", "select_account"}}, client, false),
            (Params{{"prompt", "select_account"}}));
  client.params = {{"prompt", "none"}};
  EXPECT_EQ(with_google_defaults({{"access_type", "online"}}, client, false), (Params{{"access_type", "online"}}));
}

TEST(GoogleDefaults, AskForARefreshToken) {
  EXPECT_EQ(with_google_defaults({}, {}, true), (Params{{"access_type", "offline"}}));
  EXPECT_EQ(with_google_defaults({{"hd", "x"}}, {}, false),
            (Params{{"hd", "x"}, {"access_type", "offline"}, {"prompt", "consent"}}));
}

HttpResponse answer(int status, std::string body, std::string type = "application/json") {
  return {status, {{"content-type", std::move(type)}}, std::move(body), ""};
}

TEST(Tokeninfo, IsAskedInABodyAndNotInAUrl) {
  const auto request = tokeninfo_request(Secret("ya29.a/b"));
  EXPECT_EQ(request.method, "POST");
  EXPECT_EQ(request.url, "https://oauth2.googleapis.com/tokeninfo");
  EXPECT_EQ(request.body.reveal(), "access_token=ya29.a%2Fb");
}

TEST(ParseTokeninfo, RefusesInvalidAnswers) {
  struct Case {
    HttpResponse response;
    ErrorKind kind;
    const char* message;
  };
  for (const Case& c : {
           Case{answer(503, ""), ErrorKind::unavailable, "Google's tokeninfo answered HTTP 503"},
           Case{answer(302, ""), ErrorKind::protocol,
                "Google's tokeninfo answered HTTP 302, a redirect, which is not followed"},
           Case{answer(200, "<p>", "text/html"), ErrorKind::protocol,
                "Google's tokeninfo answered text/html where JSON was expected"},
           Case{answer(200, "{}"), ErrorKind::protocol, "the answer of Google's tokeninfo: \"aud\" is missing"},
       }) {
    const Error error = thrown_by([&] { parse_tokeninfo_response(c.response); });
    EXPECT_EQ(error.kind(), c.kind);
    EXPECT_EQ(error.message(), c.message);
  }
}

TEST(ParseTokeninfo, IsNothingForAnyOtherRefusal) {
  EXPECT_FALSE(parse_tokeninfo_response(answer(404, "<html>", "text/html")));
  EXPECT_FALSE(parse_tokeninfo_response(answer(400, R"({"error":"invalid_request"})")));
  EXPECT_FALSE(parse_tokeninfo_response(answer(400, R"({"error":"inval)")));
}

TEST(ParseTokeninfo, SaysThatATokenIsDead) {
  const auto said =
      parse_tokeninfo_response(answer(400, R"({"error":"invalid_token","error_description":"Invalid Value"})"));
  ASSERT_TRUE(said);
  EXPECT_FALSE(said->active);
}

TEST(ParseTokeninfo, ReadsGooglesStrings) {
  const auto said = parse_tokeninfo_response(answer(
      200,
      R"({"azp":"c","aud":"c","sub":"107","scope":"openid","exp":"1767225600","expires_in":"3599","email":"e@x"})"));
  ASSERT_TRUE(said);
  EXPECT_TRUE(said->active);
  EXPECT_EQ(said->client_id, "c");
  EXPECT_EQ(said->sub, "107");
  EXPECT_EQ(said->scope, "openid");
  EXPECT_EQ(said->username, "e@x");
  EXPECT_EQ(said->exp, TimePoint(std::chrono::seconds(1767225600)));
}

}  // namespace
}  // namespace oauthctl
