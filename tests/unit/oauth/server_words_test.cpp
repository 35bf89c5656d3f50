#include "oauth/server_words.h"

#include <gtest/gtest.h>

#include "oauth/token_response.h"

namespace oauthctl {
namespace {

HttpResponse answer(int status, std::string body, std::string type = "application/json") {
  return {status, {{"content-type", std::move(type)}}, std::move(body), ""};
}

struct Case {
  const char* provider;
  const char* body;
  const char* error;
  const char* words;
};

/// Answers that providers document or were seen to give.
constexpr Case cases[] = {
    {"RFC 6749", R"({"error":"invalid_grant","error_description":"expired"})", "invalid_grant", "expired"},
    {"Fitbit", R"({"errors":[{"errorType":"invalid_grant","message":"Refresh token invalid"}],"success":false})",
     "invalid_grant", "Refresh token invalid"},
    {"Facebook", R"({"error":{"message":"This code has expired.","type":"OAuthException","code":100}})",
     "OAuthException", "This code has expired."},
    {"Pocket ID", R"({"error":"Refresh token is invalid or expired"})", "", "Refresh token is invalid or expired"},
    {"Twitch", R"({"status":400,"message":"authorization_pending"})", "authorization_pending", ""},
    {"Twitch, refresh", R"({"status":400,"message":"Invalid refresh token"})", "", "Invalid refresh token"},
    {"Reddit", R"({"message":"Unauthorized","error":401})", "", "Unauthorized"},
    {"WeChat", R"({"errcode":40029,"errmsg":"invalid code"})", "40029", "invalid code"},
    {"HubSpot", R"({"status":"BAD_REFRESH_TOKEN","message":"missing or invalid refresh token"})", "",
     "missing or invalid refresh token"},
    {"Figma", R"({"error":true,"status":400,"message":"Invalid token"})", "", "Invalid token"},
    {"Zoom", R"({"reason":"Invalid Token!","error":"invalid_request"})", "invalid_request", "Invalid Token!"},
    {"Strava", R"({"message":"Bad Request","errors":[{"resource":"RefreshToken","code":"invalid"}]})", "invalid",
     "Bad Request"},
    {"Facebook, a device's code", R"({"code":"92a2b2e351f2b0b3503b2de251132f47","user_code":"A1NWZ9"})", "", ""},
    {"a word in the same member", R"({"code":"AuthenticationFailed","message":"No"})", "AuthenticationFailed", "No"},
    {"a number there", R"({"code":20014,"msg":"The app access token is invalid"})", "20014",
     "The app access token is invalid"},
    {"RFC 9457", R"({"type":"https://e/x","title":"Forbidden","status":403,"detail":"Not for you"})", "",
     "Not for you"},
    {"Apigee", R"({"fault":{"faultstring":"Invalid API Key","detail":{"errorcode":"oauth.v2.X"}}})", "",
     "Invalid API Key"},
    {"Slack", R"({"ok":false,"error":"invalid_code"})", "invalid_code", ""},
    {"a list of sentences", R"({"errors":["the code is gone"]})", "", "the code is gone"},
    {"nothing", R"({})", "", ""},
    {"no words", R"({"error":{},"errors":[1],"message":{"x":1}})", "", ""},
    {"twice", R"({"message":"a","message":"b"})", "", ""},
};

TEST(ServerWords, AreFoundInWhateverMemberTheyStand) {
  for (const Case& c : cases) {
    const OAuthError said = oauth_error(answer(400, c.body));
    EXPECT_EQ(said.error, c.error) << c.provider;
    EXPECT_EQ(said.error_description, c.words) << c.provider;
  }
}

TEST(ServerWords, OfAPageAreItsTitle) {
  const auto words = [](const char* body, const char* type) {
    return oauth_error(answer(502, body, type)).error_description;
  };
  EXPECT_EQ(words("<html><head><title>502 Bad\n Gateway</title>", "text/html"), "502 Bad\n Gateway");
  EXPECT_EQ(words("<!doctype html><TITLE lang=en>A &amp; B &lt;1&gt;</TITLE>", "text/html"), "A & B <1>");
  EXPECT_EQ(words("<body><h1>Service <b>Unavailable</b></h1>", ""), "Service Unavailable");
  EXPECT_EQ(words("<html><title>never ends", "text/html"), "");
  EXPECT_EQ(words("upstream timed out\n", "text/plain"), "upstream timed out");
  EXPECT_EQ(words(std::string(301, 'x').c_str(), "text/plain"), "");
  EXPECT_EQ(words("a = b is not an equation here", "text/plain"), "a = b is not an equation here");
}

TEST(ServerWords, AreNotAFormWithACredentialNorBrokenJson) {
  for (const char* body : {"access_token=AT-1&scope=a", "sorry, refresh_token=RT-1", "a=1&id%5Ftoken=IT-1", "x=%zz",
                           "<title>code=C-1</title>", R"({"access_token":"AT-1)", R"(["AT-1"])"})
    EXPECT_EQ(oauth_error(answer(400, body, "text/plain")).error_description, "") << body;
}

TEST(ServerWords, AreMadePrintableAndShortInMessages) {
  EXPECT_EQ(said_by(answer(503, "")), "");
  EXPECT_EQ(said_by(answer(503, R"({"message":"a\u001b[31mb"})")), ": a[31mb");
  EXPECT_LT(said_by(answer(503, R"({"message":")" + std::string(5000, 'x') + "\"}")).size(), 320U);
  EXPECT_EQ(said_by(answer(400, R"({"error":"invalid_grant","message":"gone"})")), ": invalid_grant: gone");
}

}  // namespace
}  // namespace oauthctl
