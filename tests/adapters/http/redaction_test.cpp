#include "http/redaction.h"

#include <gtest/gtest.h>

namespace oauthctl {
namespace {

struct Lengths {
  Lengths() {
    secrets.name_by([](std::string_view value) { return std::to_string(value.size()); });
  }
  KnownSecrets secrets;
};

/// With the secrets that it knows.
struct OwnRedactor : Lengths, Redactor {
  OwnRedactor() : Redactor(secrets) {}
};

OwnRedactor lengths() {
  return {};
}

std::string url(const std::string& text) {
  return lengths().url(text);
}

std::string form(const std::string& text) {
  return lengths().body({{"Content-Type", "application/x-www-form-urlencoded"}}, text);
}

std::string json(const std::string& text) {
  return lengths().body({{"content-type", "application/json; charset=utf-8"}}, text);
}

TEST(Redaction, HidesWhatIsNotAPlainUrl) {
  for (const char* text :
       {"https://user:pw@a/", "javascript:alert(1)", "file", "a?code=x", "https://a\\@b/", "https://a/ b"}) {
    EXPECT_EQ(url(text), "[secret " + std::to_string(std::string(text).size()) + "]") << text;
  }
}

TEST(Redaction, JudgesTheQueryByNames) {
  EXPECT_EQ(url("https://a:8/b?client_id=me&state=abc&scope=x+y&code=%20"),
            "https://a:8/b?client_id=me&state=[secret 3]&scope=x y&code=[secret 1]");
  EXPECT_EQ(url("/cb?code=abc#access_token=defg&token_type=Bearer"),
            "/cb?code=[secret 3]#access_token=[secret 4]&token_type=Bearer");
  EXPECT_EQ(url("https://a/b"), "https://a/b");
  EXPECT_EQ(url("https://a/?"), "https://a/?");
  EXPECT_EQ(url("/a#b?c"), "/a#[secret 3]");
}

TEST(Redaction, HidesParametersThatAServerPutIntoThePath) {
  EXPECT_EQ(url("https://a/cb=&code=code-0123456789&state=s"), "https://a/[secret 32]");
  EXPECT_EQ(url("https://a/cb;access_token=abcdefgh;v=1/x?y="), "https://a/[secret 28]/x?[secret 1]");
  EXPECT_EQ(url("/cb%3Fcode%3Dabcdefgh"), "/[secret 20]");
  EXPECT_EQ(url("https://a/b;v=1/code/token=/c"), "https://a/b;v=1/code/token=/c");
  OwnRedactor redactor;
  redactor.url("https://a/cb&code=abcdefgh");
  EXPECT_EQ(redactor.text("the code abcdefgh"), "the code [secret 8]") << "also elsewhere";
}

TEST(Redaction, MakesAPublicNamePrintableToo) {
  EXPECT_EQ(url("/?a%1b%b1_supported"), "/?a?_supported=");
}

TEST(Redaction, HidesAQueryThatCannotBeRead) {
  EXPECT_EQ(url("https://a/?client_id=%zz&code=abc"), "https://a/?[secret 22]");
}

TEST(Redaction, JudgesUrlsInsideValues) {
  EXPECT_EQ(url("https://a/?redirect_uri=http%3A%2F%2F127.0.0.1%3A1%2Fcb%3Fstate%3Dabc"),
            "https://a/?redirect_uri=http://127.0.0.1:1/cb?state=[secret 3]");
  EXPECT_EQ(url("https://a/?redirect_uri=https%3A%2F%2Fu%3Ap%40b%2F"), "https://a/?redirect_uri=[secret 14]");
}

TEST(Redaction, HidesAValueThatStandsWithoutItsName) {
  EXPECT_EQ(form("abcdef"), "[secret 6]");
  EXPECT_EQ(form("scope="), "scope=");
}

TEST(Redaction, HidesNamesThatAreNone) {
  EXPECT_EQ(form("{\"password\":\"x=y"), "[secret 14]=[secret 1]");
  EXPECT_EQ(form(std::string(41, 'a') + "=b"), "[secret 41]=[secret 1]");
}

TEST(Redaction, JudgesAFormByNames) {
  EXPECT_EQ(form("grant_type=refresh_token&refresh_token=abcde&client_secret=x"),
            "grant_type=refresh_token&refresh_token=[secret 5]&client_secret=[secret 1]");
}

TEST(Redaction, JudgesJsonByNamesAtEveryDepth) {
  EXPECT_EQ(json(R"({"access_token":"abc","expires_in":3600,"scope":"a b","active":true,"x":null,"error":"bad"})"),
            R"({"access_token":"[secret 3]","active":true,"error":"bad","expires_in":3600,"scope":"a b","x":null})");
  EXPECT_EQ(
      json(R"({"a":{"scope":"s","b":["cc",{"d":"eee","iss":"https://i/?q=1"}]},"pin":1234})"),
      R"({"a":{"b":["[secret 2]",{"d":"[secret 3]","iss":"https://i/?q=[secret 1]"}],"scope":"s"},"pin":"[secret 4]"})");
  EXPECT_EQ(json(R"({"scope":{"token":"abc"},"scopes_supported":["a","b"],"token_endpoint":"https://a/t"})"),
            R"({"scope":{"token":"[secret 3]"},"scopes_supported":["a","b"],"token_endpoint":"https://a/t"})");
}

TEST(Redaction, ShowsOfOtherBodiesTypeAndLengthOnly) {
  OwnRedactor redactor;
  EXPECT_EQ(redactor.body({{"content-type", "text/html; charset=x"}}, "<b>"), "(3 bytes of text/html)");
  EXPECT_EQ(redactor.body({}, "abc"), "(3 bytes of no type)");
  EXPECT_EQ(redactor.body({{"content-type", "\x1b[1m"}}, "abc"), "(3 bytes of [1m)");
  EXPECT_EQ(json(R"({"authorization_response_iss_parameter_supported":true})"),
            R"({"authorization_response_iss_parameter_supported":true})");
  EXPECT_EQ(json("{\"access_token\":"), "(16 bytes of application/json that cannot be read)");
  EXPECT_EQ(json("[\"abc\"]"), "(7 bytes of application/json that cannot be read)");
  EXPECT_EQ(json("{\"a\":\"" + std::string(65536, 'x') + "\"}"), "(65544 bytes of application/json)");
  EXPECT_EQ(redactor.body({{"content-type", "text/html"}}, ""), "");
}

TEST(Redaction, ReadsEveryKindOfJson) {
  EXPECT_EQ(lengths().body({{"content-type", "Application/Problem+JSON"}}, R"({"a":"b"})"), R"({"a":"[secret 1]"})");
}

TEST(Redaction, ShowsOfCredentialsTheSchemeOnly) {
  OwnRedactor redactor;
  EXPECT_EQ(redactor.field("Authorization", "Bearer abcdef"), "authorization: Bearer [secret 6]");
  EXPECT_EQ(redactor.field("Proxy-Authorization", "abcdef"), "proxy-authorization: [secret 6]");
  EXPECT_EQ(redactor.field("authorization", "Basic aWQ6cCUyNnc="), "authorization: Basic [secret 12]");
  EXPECT_EQ(redactor.text("password p%26w or p&ws"), "password [secret 5] or p&ws");
}

TEST(Redaction, ShowsTheReasonInAChallenge) {
  OwnRedactor redactor;
  EXPECT_EQ(redactor.field("WWW-Authenticate", "Bearer realm=\"r\", error=\"invalid_token\", nonce=\"abcdef\""),
            "www-authenticate: Bearer realm=r error=invalid_token nonce=[secret 6]");
  EXPECT_EQ(redactor.field("WWW-Authenticate", "Negotiate oYG2MIGz"), "www-authenticate: Negotiate [secret 8]");
  EXPECT_EQ(redactor.field("WWW-Authenticate", "oYG2MIGz"), "www-authenticate: [secret 8]");
}

TEST(Redaction, HidesCookiesAndRemembersTheirValues) {
  OwnRedactor redactor;
  EXPECT_EQ(redactor.field("Set-Cookie", "sid=abcdef; Path=/"), "set-cookie: [secret 18]");
  EXPECT_EQ(redactor.field("Cookie", "t=ghijk"), "cookie: [secret 7]");
  EXPECT_EQ(redactor.text("abcdef ghijk"), "[secret 6] [secret 5]");
}

TEST(Redaction, HidesFieldsItDoesNotKnow) {
  OwnRedactor redactor;
  EXPECT_EQ(redactor.field("DPoP", "abc"), "dpop: [secret 3]");
  EXPECT_EQ(redactor.field("X-Api-Key", "abc"), "x-api-key: [secret 3]");
  EXPECT_EQ(redactor.field("Content-Type", "text/html"), "content-type: text/html");
  EXPECT_EQ(redactor.field("Location", "https://a/?code=abc"), "location: https://a/?code=[secret 3]");
}

TEST(Redaction, RemembersWhatAMessageHoldsBeforeAnyOfItIsShown) {
  OwnRedactor redactor;
  HttpResponse answer;
  answer.headers = {{"content-type", "application/json"}};
  answer.body = R"({"access_token":"abcdef","error_description":"you sent abcdef and xyz123"})";
  HttpRequest request;
  request.headers = {{"content-TYPE", "application/x-www-form-urlencoded"}};
  request.body = Secret("code=xyz123");
  redactor.learn(request);
  redactor.learn(answer);
  EXPECT_EQ(redactor.body(answer.headers, answer.body),
            R"({"access_token":"[secret 6]","error_description":"you sent [secret 6] and [secret 6]"})");
  EXPECT_EQ(redactor.url("https://a/abcdef"), "https://a/[secret 6]");
}

TEST(Redaction, KnowsACredentialFromOtherValuesOfARequest) {
  OwnRedactor redactor;
  HttpRequest request;
  request.url = "https://a/token";
  request.headers = {{"Content-Type", "application/x-www-form-urlencoded"},
                     {"Authorization", "Basic aWQ6cGFzc3dvcmQ="}};
  request.body = Secret("code=the-code&code_verifier=the-verifier&state=the-state&user_code=the-user-code");
  redactor.learn(request);
  EXPECT_EQ(redactor.secrets.clean_message("password the-code the-verifier the-state the-user-code"),
            "[secret 8] [secret 8] [secret 12] the-state the-user-code");
}

}  // namespace
}  // namespace oauthctl
