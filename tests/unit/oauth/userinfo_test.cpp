#include "oauth/identity/userinfo.h"

#include <gtest/gtest.h>

#include "unit/oauth/thrown.h"

namespace oauthctl {
namespace {

HttpResponse answer(int status, std::string body, Params headers = {{"content-type", "application/json"}}) {
  return {status, std::move(headers), std::move(body), ""};
}

TEST(UserinfoRequest, RefusesAServerWithoutTheEndpoint) {
  const Error error = thrown_by([] { userinfo_request({{}, {}, {}}, {}); });
  EXPECT_EQ(error.kind(), ErrorKind::usage);
  EXPECT_STREQ(error.what(), "the server has no userinfo_endpoint");
}

TEST(UserinfoRequest, PresentsTheTokenInAHeader) {
  ServerMetadata server;
  server.userinfo_endpoint = "https://as.example/me";
  TokenSet tokens;
  tokens.access_token = Secret("at");
  const auto request = userinfo_request({{}, server, {}}, tokens);
  EXPECT_EQ(request.method, "GET");
  EXPECT_EQ(request.url, "https://as.example/me");
  EXPECT_EQ(request.headers, (Params{{"Authorization", "Bearer at"}, {"Accept", "application/json, application/jwt"}}));
}

TEST(ParseUserinfo, RefusesInvalidAnswers) {
  struct Case {
    HttpResponse response;
    ErrorKind kind;
    const char* message;
  };
  for (const Case& c : {
           Case{answer(429, ""), ErrorKind::unavailable, "the userinfo endpoint answered HTTP 429"},
           Case{answer(502, ""), ErrorKind::unavailable, "the userinfo endpoint answered HTTP 502"},
           Case{answer(403, "", {{"retry-after", "60"}}), ErrorKind::unavailable,
                "the userinfo endpoint answered HTTP 403: too many requests"},
           Case{answer(403, "{}", {{"x-ratelimit-remaining", "0"}}), ErrorKind::unavailable,
                "the userinfo endpoint answered HTTP 403: too many requests"},
           Case{answer(403, "", {{"www-authenticate", R"(Bearer error="insufficient_scope")"}}), ErrorKind::refused,
                "the userinfo endpoint wants a scope that this token lacks"},
           Case{answer(404, ""), ErrorKind::protocol, "the userinfo endpoint answered HTTP 404"},
           Case{answer(307, ""), ErrorKind::protocol,
                "the userinfo endpoint answered HTTP 307, a redirect, which is not followed"},
           Case{answer(200, "eyJh.e30.x", {{"content-type", "application/jwt"}}), ErrorKind::protocol,
                "the answer of the userinfo endpoint is signed, but the client file does not say so"},
           Case{answer(200, "{}"), ErrorKind::protocol, "the answer of the userinfo endpoint: \"sub\" is missing"},
           Case{answer(200, R"({"sub":7})"), ErrorKind::protocol,
                "the answer of the userinfo endpoint: \"sub\" must be a string, not a number"},
       }) {
    const Error error = thrown_by([&] { parse_userinfo_response(c.response); });
    EXPECT_EQ(error.kind(), c.kind);
    EXPECT_EQ(error.message(), c.message);
  }
}

TEST(ParseUserinfo, IsNothingWhenTheTokenIsRefused) {
  EXPECT_FALSE(parse_userinfo_response(answer(401, R"({"error":"invalid_token"})")));
  EXPECT_FALSE(parse_userinfo_response(answer(403, "")));
}

TEST(ParseUserinfo, ReadsStandardClaims) {
  const auto account =
      parse_userinfo_response(answer(200, R"({"sub":"s","name":"N","preferred_username":"p","email":"e@x"})"));
  EXPECT_EQ(account, (Account{"s", "N", "p", "e@x"}));
}

TEST(ParseUserinfo, FindsTheAccountWhereverProvidersNameIt) {
  const std::pair<const char*, Account> cases[] = {
      {R"({"id":"wizzler","display_name":"Ann","email":"e@x"})", {"wizzler", "", "", "e@x"}},
      {R"({"account_id":"712020:x","name":"Ann"})", {"712020:x", "Ann", "", ""}},
      {R"({"uuid":"{1}","username":"ann"})", {"{1}", "", "ann", ""}},
      {R"({"ok":true,"user_id":"U1","user":"ann"})", {"U1", "", "", ""}},
      {R"({"data":{"id":"9007199254740993","username":"ann"}})", {"9007199254740993", "", "ann", ""}},
      {R"({"data":[{"id":"44322889","login":"ann"}]})", {"44322889", "", "ann", ""}},
      {R"({"result":{"id":7}})", {"7", "", "", ""}},
      {R"({"sub":"s","email":["e@x","f@x"],"name":{"first":"A"}})", {"s", "", "", "e@x"}},
  };
  for (const auto& [body, account] : cases) EXPECT_EQ(parse_userinfo_response(answer(200, body)), account) << body;
}

TEST(ParseUserinfo, IsNothingWhenA200SaysNo) {
  EXPECT_FALSE(parse_userinfo_response(answer(200, R"({"ok":false,"error":"invalid_auth"})")));
}

TEST(ParseUserinfo, ReadsGithubsUser) {
  const auto account = parse_userinfo_response(answer(200, R"({"login":"octocat","id":583231,"name":null})"));
  EXPECT_EQ(account, (Account{"583231", "", "octocat", ""}));
}

TEST(Label, IsTheMostTellingWord) {
  EXPECT_EQ(Account{}.label(), "");
  EXPECT_EQ((Account{"s", "", "", ""}).label(), "s");
  EXPECT_EQ((Account{"s", "N", "", ""}).label(), "N");
  EXPECT_EQ((Account{"s", "N", "p", ""}).label(), "p");
  EXPECT_EQ((Account{"s", "N", "p", "e@x"}).label(), "e@x");
  EXPECT_EQ((Account{"\x1b[2Js", "", "", ""}).label(), "[2Js");
}

}  // namespace
}  // namespace oauthctl
