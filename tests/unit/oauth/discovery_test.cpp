#include "oauth/server/discovery.h"

#include <gtest/gtest.h>

#include "unit/oauth/thrown.h"

namespace oauthctl {
namespace {

constexpr const char* issuer = "https://as.example/tenant";
constexpr const char* document_url = "https://as.example/tenant/.well-known/openid-configuration";

HttpResponse answer(int status, std::string body, std::string type = "application/json") {
  return {status, {{"content-type", std::move(type)}}, std::move(body), document_url};
}

TEST(DiscoveryRequests, RefuseInvalidIssuers) {
  struct Case {
    const char* issuer;
    const char* why;
  };
  for (const Case& c : {Case{"", "is not an https URL"}, Case{"as.example", "is not an https URL"},
                        Case{"javascript:alert(1)", "is not an https URL"}, Case{"https://a b/", "is not an https URL"},
                        Case{"http://as.example", "is neither https nor http on a loopback host"},
                        Case{"ftp://as.example", "is neither https nor http on a loopback host"},
                        Case{"https://as.example/?tenant=1", "has a query"},
                        Case{"https://as.example/?", "has a query"}, Case{"https://as.example/#x", "has a fragment"}}) {
    const Error error = thrown_by([&] { discovery_requests(c.issuer); });
    EXPECT_EQ(error.kind(), ErrorKind::usage);
    EXPECT_EQ(error.message(), std::string("the issuer '") + c.issuer + "' " + c.why);
  }
}

TEST(DiscoveryRequests, AskForBothWellKnownForms) {
  struct Case {
    const char* issuer;
    const char* appended;
    const char* inserted;
  };
  for (const Case& c :
       {Case{"https://as.example", "https://as.example/.well-known/openid-configuration",
             "https://as.example/.well-known/oauth-authorization-server"},
        Case{"https://as.example/", "https://as.example/.well-known/openid-configuration",
             "https://as.example/.well-known/oauth-authorization-server"},
        Case{"https://as.example:8443/a/b", "https://as.example:8443/a/b/.well-known/openid-configuration",
             "https://as.example:8443/.well-known/oauth-authorization-server/a/b"},
        Case{"https://as.example/a/b/", "https://as.example/a/b/.well-known/openid-configuration",
             "https://as.example/.well-known/oauth-authorization-server/a/b"},
        Case{"http://[::1]:9000/x", "http://[::1]:9000/x/.well-known/openid-configuration",
             "http://[::1]:9000/.well-known/oauth-authorization-server/x"}}) {
    const auto requests = discovery_requests(c.issuer);
    ASSERT_EQ(requests.size(), 2U);
    EXPECT_EQ(requests[0].url, c.appended);
    EXPECT_EQ(requests[1].url, c.inserted);
    for (const auto& request : requests) {
      EXPECT_EQ(request.method, "GET");
      EXPECT_EQ(request.same_origin_redirects, 3);
      EXPECT_EQ(request.headers, (Params{{"Accept", "application/json"}}));
    }
  }
}

TEST(IsAbsent, IsTrueForA4xxAndForAPageThatIsNotJson) {
  for (const int status : {400, 401, 403, 404, 405, 410}) EXPECT_TRUE(is_absent(answer(status, "{}"))) << status;
  EXPECT_TRUE(is_absent(answer(200, "<!doctype html>", "text/html; charset=utf-8")));
  EXPECT_TRUE(is_absent(answer(200, "", "")));
  for (const int status : {302, 429, 500, 503})
    EXPECT_FALSE(is_absent(answer(status, "<html>", "text/html"))) << status;
  EXPECT_FALSE(is_absent(answer(200, "{}")));
  EXPECT_FALSE(is_absent(answer(200, "{}", "text/html")));
  EXPECT_FALSE(is_absent(answer(200, "not json")));
}

TEST(ParseDiscovery, RefusesInvalidDocuments) {
  struct Case {
    HttpResponse response;
    ErrorKind kind;
    const char* message;
  };
  for (const Case& c : {
           Case{answer(503, ""), ErrorKind::unavailable, " answered HTTP 503"},
           Case{answer(500, "<html>", "text/html"), ErrorKind::unavailable, " answered HTTP 500"},
           Case{answer(429, "{}"), ErrorKind::unavailable, " answered HTTP 429"},
           Case{answer(302, ""), ErrorKind::protocol, " answered HTTP 302, a redirect, which is not followed"},
           Case{answer(404, ""), ErrorKind::protocol, " answered HTTP 404"},
           Case{answer(200, "<html>", "text/html; charset=utf-8"), ErrorKind::protocol,
                " answered text/html where JSON was expected"},
           Case{answer(200, "hello", ""), ErrorKind::protocol,
                " answered text of no named type where JSON was expected"},
           Case{answer(200, "", "text/html"), ErrorKind::protocol, " answered nothing where JSON was expected"},
           Case{answer(200, "{"), ErrorKind::protocol, ": is not valid JSON (at line 1, column 2)"},
           Case{answer(200, "{}"), ErrorKind::protocol, ": \"issuer\" must be 'https://as.example/tenant', not ''"},
       }) {
    const Error error = thrown_by([&] { parse_discovery_response(c.response, issuer); });
    EXPECT_EQ(error.kind(), c.kind);
    EXPECT_EQ(error.message(), std::string(document_url) + c.message);
  }
}

TEST(ParseDiscovery, RefusesAServerThatSpeaksForAnother) {
  for (const char* other : {"https://as.example/tenant/", "https://as.example/Tenant", "https://AS.example/tenant",
                            "https://as.example:443/tenant", "https://as.example", "https://evil.example/tenant"}) {
    const std::string body = std::string(R"({"issuer": ")") + other + "\"}";
    const Error error = thrown_by([&] { parse_discovery_response(answer(200, body), issuer); });
    EXPECT_EQ(error.kind(), ErrorKind::protocol);
    EXPECT_EQ(error.message(),
              std::string(document_url) + ": \"issuer\" must be '" + issuer + "', not '" + other + "'");
  }
}

TEST(ParseDiscovery, OffersTheOtherSpellingOfTheSameServerOnly) {
  const auto hint = [](const std::string& other) {
    const std::string body = R"({"issuer": ")" + other + "\"}";
    return thrown_by([&] { parse_discovery_response(answer(200, body), issuer); }).hint().text();
  };
  EXPECT_EQ(hint("https://evil.example/tenant"), "");
  EXPECT_TRUE(hint("https://as.example/tenant/")
                  .starts_with("if you mean that server, write its issuer as https://as.example/tenant/"));
}

TEST(ParseDiscovery, ReadsTheDocument) {
  const auto metadata = parse_discovery_response(
      answer(200, R"({"issuer": "https://as.example/tenant", "token_endpoint": "https://as.example/t"})"), issuer);
  EXPECT_EQ(metadata.issuer, issuer);
  EXPECT_EQ(metadata.token_endpoint, "https://as.example/t");
}

}  // namespace
}  // namespace oauthctl
