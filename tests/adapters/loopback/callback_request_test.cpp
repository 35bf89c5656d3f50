#include "loopback/callback_request.h"

#include <gtest/gtest.h>

namespace oauthctl {
namespace {

using Judged = std::variant<Params, Refusal>;

const CallbackTarget target{"127.0.0.1", 8080, "/callback"};

bool has_our_state(const Params& params) {
  return params.count("state") == 1 && params.get("state") == "ours";
}

std::string form(const std::string& body, const std::string& path = "/callback",
                 const std::string& type = "application/x-www-form-urlencoded") {
  return "POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1:8080\r\nContent-Type: " + type +
         "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

std::string head(const std::string& request, const std::string& host = "127.0.0.1:8080") {
  return request + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n";
}

Judged judged(const std::string& bytes, const CallbackTarget& at = target) {
  return judge(bytes, at, has_our_state);
}

TEST(CallbackRequest, RefusesOtherHostsThatLeadHere) {
  for (const char* host : {"", "evil.example", "evil.example:8080", "127.0.0.1", "127.0.0.1:80", "127.0.0.1:08080",
                           "localhost:8080", "[::1]:8080", "127.0.0.1:8080.evil.example", "user@127.0.0.1:8080"}) {
    EXPECT_EQ(judged(head("GET /callback?state=ours", host)), Judged(Refusal::misdirected)) << host;
  }
}

TEST(CallbackRequest, RefusesOtherPaths) {
  for (const char* path : {"/", "/callback/", "/Callback", "/callbac", "//callback", "/x/../callback", "/%63allback",
                           "/callback;x", "/favicon.ico"}) {
    EXPECT_EQ(judged(head(std::string("GET ") + path + "?state=ours")), Judged(Refusal::not_found)) << path;
  }
}

TEST(CallbackRequest, RefusesOtherMethods) {
  for (const char* method : {"HEAD", "OPTIONS", "PUT", "DELETE", "TRACE", "get"}) {
    EXPECT_EQ(judged(head(std::string(method) + " /callback?state=ours")), Judged(Refusal::method_not_allowed))
        << method;
  }
}

TEST(CallbackRequest, RefusesAnswersThatAreNotOurs) {
  for (const char* query :
       {"", "?", "?state=", "?state=theirs&code=a", "?code=a", "?error=access_denied", "?state=ours&state=ours",
        "?state=ours&state=theirs", "?state=ours&code=%", "?%zz=a&state=ours"}) {
    EXPECT_EQ(judged(head(std::string("GET /callback") + query)), Judged(Refusal::bad_request)) << query;
  }
}

TEST(CallbackRequest, RefusesHeadsThatAreMalformedTooLongOrNotWhole) {
  EXPECT_EQ(judged("\x16\x03\x01\r\n\r\n"), Judged(Refusal::bad_request));
  EXPECT_EQ(judged("GET /callback?state=ours HTTP/1.1\r\nHost: 127.0.0.1:8080\r\n"), Judged(Refusal::too_slow));
  EXPECT_EQ(judged(head("GET /callback?state=ours&x=" + std::string(longest_head, 'x'))),
            Judged(Refusal::head_too_large));
}

TEST(CallbackRequest, RefusesFormsThatAreNotOurs) {
  for (const char* body : {"", "state=", "state=theirs&code=a", "code=a", "error=access_denied",
                           "state=ours&state=ours", "state=ours&code=%", "%zz=a&state=ours"}) {
    EXPECT_EQ(judged(form(body)), Judged(Refusal::bad_request)) << body;
  }
  EXPECT_EQ(judged(form("code=a&state=ours", "/")), Judged(Refusal::not_found));
}

TEST(CallbackRequest, LooksForTheAnswerOfAFormInItsBodyAlone) {
  EXPECT_EQ(judged(form("", "/callback?code=a&state=ours")), Judged(Refusal::bad_request));
  EXPECT_EQ(judged(form("code=a", "/callback?state=ours")), Judged(Refusal::bad_request));
}

TEST(CallbackRequest, RefusesBodiesThatAreNotForms) {
  for (const char* type : {"", "text/plain", "multipart/form-data; boundary=x", "application/json",
                           "application/x-www-form-urlencoded2", "text/plain; application/x-www-form-urlencoded"}) {
    EXPECT_EQ(judged(form("code=a&state=ours", "/callback", type)), Judged(Refusal::unsupported_type)) << type;
  }
}

TEST(CallbackRequest, RefusesBodiesOfUnknownOrTooGreatLength) {
  const std::string fields = "Content-Type: application/x-www-form-urlencoded\r\n";
  EXPECT_EQ(judged("POST /callback HTTP/1.1\r\nHost: 127.0.0.1:8080\r\n" + fields + "\r\ncode=a&state=ours"),
            Judged(Refusal::length_required));
  EXPECT_EQ(judged(form("state=ours&code=" + std::string(longest_body, 'x'))), Judged(Refusal::body_too_large));
  EXPECT_EQ(judged(form("code=a&state=ours").substr(0, form("code=a&state=ours").size() - 1)),
            Judged(Refusal::too_slow));
}

TEST(CallbackRequest, WaitsForNoBodyButThatOfAFormThatFits) {
  const std::string form_head = form("code=a&state=ours").substr(0, form("").size() + 1);
  EXPECT_FALSE(request_length(form_head.substr(0, form_head.size() - 1)));
  EXPECT_EQ(request_length(form_head), form_head.size() + 17);
  for (const auto& whole :
       {form("x", "/callback", "text/plain"), form(std::string(longest_body + 1, 'x')), "GET" + form("x").substr(4)}) {
    EXPECT_EQ(request_length(whole), whole.find("\r\n\r\n") + 4);
  }
}

TEST(CallbackRequest, AcceptsOurAnswerAsAForm) {
  const Params ours{{"state", "ours"}, {"code", "a+b c"}};
  EXPECT_EQ(judged(form("state=ours&code=a%2Bb+c")), Judged(ours));
  EXPECT_EQ(judged(form("state=ours&code=a%2Bb+c", "/callback?registered=so",
                        "Application/X-WWW-Form-URLEncoded; charset=UTF-8")),
            Judged(ours));
}

TEST(CallbackRequest, AcceptsOurAnswer) {
  EXPECT_EQ(judged(head("GET /callback?state=ours&code=a%2Bb")), Judged(Params{{"state", "ours"}, {"code", "a+b"}}));
  EXPECT_EQ(judged(head("GET /callback?error=access_denied&state=ours")),
            Judged(Params{{"error", "access_denied"}, {"state", "ours"}}));
}

TEST(CallbackRequest, KnowsThatBrowsersLeaveOutPort80) {
  const CallbackTarget at_80{"localhost", 80, "/"};
  const Judged ours = Params{{"state", "ours"}};
  EXPECT_EQ(judged(head("GET /?state=ours", "localhost"), at_80), ours);
  EXPECT_EQ(judged(head("GET /?state=ours", "localhost:80"), at_80), ours);
}

const CallbackTarget fragment_target{"127.0.0.1", 8080, "/callback", "", "http", true};

std::string form_from(const std::string& origin, const std::string& more = "") {
  const std::string fields = (origin.empty() ? "" : "Origin: " + origin + "\r\n") + more;
  std::string bytes = form("access_token=a&state=ours");
  return bytes.insert(bytes.find("Content-Type"), fields);
}

TEST(CallbackRequest, TakesThePostedFragmentFromItsOwnPageAlone) {
  for (const char* origin :
       {"", "null", "https://as.example", "http://127.0.0.1", "http://127.0.0.1:8081", "https://127.0.0.1:8080",
        "http://localhost:8080", "http://127.0.0.1:8080.evil.example", "127.0.0.1:8080"}) {
    EXPECT_EQ(judged(form_from(origin), fragment_target), Judged(Refusal::forbidden)) << origin;
  }
  const std::string own = "http://127.0.0.1:8080";
  for (const char* site : {"cross-site", "same-site", "none"}) {
    EXPECT_EQ(judged(form_from(own, "Sec-Fetch-Site: " + std::string(site) + "\r\n"), fragment_target),
              Judged(Refusal::forbidden))
        << site;
  }
  const Judged ours = Params{{"access_token", "a"}, {"state", "ours"}};
  EXPECT_EQ(judged(form_from(own), fragment_target), ours);
  EXPECT_EQ(judged(form_from(own, "Sec-Fetch-Site: same-origin\r\n"), fragment_target), ours);
  EXPECT_EQ(judged(form_from("https://as.example", "Sec-Fetch-Site: cross-site\r\n")), ours)
      << "response_mode=form_post comes from the server's page";
}

TEST(CallbackRequest, JudgesThePostedFragmentAsEveryOtherForm) {
  std::string theirs = form_from("http://127.0.0.1:8080");
  theirs.replace(theirs.find("state=ours"), 10, "state=them");
  EXPECT_EQ(judged(theirs, fragment_target), Judged(Refusal::bad_request));
}

TEST(CallbackRequest, AnErrorMayComeInTheQueryAllTheSame) {
  EXPECT_EQ(judged(head("GET /callback?error=access_denied&state=ours"), fragment_target),
            Judged(Params{{"error", "access_denied"}, {"state", "ours"}}));
}

TEST(Landing, IsABareRequestForTheRedirectUriWhereAFragmentIsAwaited) {
  EXPECT_FALSE(is_landing(head("GET /callback"), target));
  for (const auto& request :
       {head("GET /callback?x=1"), head("GET /"), head("POST /callback"), head("HEAD /callback"),
        head("GET /callback", "evil.example"), std::string("GET /callback HTTP/1.1\r\nHost: 127.0.0.1:8080\r\n"),
        head("GET /callback HTTP/1.1\r\nX: " + std::string(longest_head, 'x'))}) {
    EXPECT_FALSE(is_landing(request, fragment_target)) << request.substr(0, 80);
  }
  EXPECT_TRUE(is_landing(head("GET /callback"), fragment_target));
  EXPECT_TRUE(is_landing(head("GET /cb?registered=so"), {"127.0.0.1", 8080, "/cb", "registered=so", "http", true}));
}

}  // namespace
}  // namespace oauthctl
