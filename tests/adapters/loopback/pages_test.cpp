#include "loopback/pages.h"

#include <gmock/gmock.h>

#include "base/base64.h"
#include "jose/sha256.h"

namespace oauthctl {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

std::vector<std::string> every_response() {
  std::vector<std::string> responses{outcome_response(Occasion::sign_in, true),
                                     outcome_response(Occasion::sign_in, false),
                                     outcome_response(Occasion::sign_out, true)};
  for (const Refusal refusal :
       {Refusal::bad_request, Refusal::forbidden, Refusal::not_found, Refusal::method_not_allowed, Refusal::too_slow,
        Refusal::length_required, Refusal::body_too_large, Refusal::unsupported_type, Refusal::misdirected,
        Refusal::head_too_large}) {
    responses.push_back(refusal_response(refusal));
  }
  responses.push_back(used_response());
  return responses;
}

std::string between(const std::string& text, const std::string& first, const std::string& last) {
  const auto begin = text.find(first) + first.size();
  return text.substr(begin, text.find(last, begin) - begin);
}

TEST(Pages, AreNeitherKeptNorFramedNorSniffedNorNamedToOthers) {
  for (const auto& response : every_response()) {
    EXPECT_THAT(response, HasSubstr("\r\nCache-Control: no-store\r\n"));
    EXPECT_THAT(response, HasSubstr("\r\nReferrer-Policy: no-referrer\r\n"));
    EXPECT_THAT(response, HasSubstr("\r\nX-Content-Type-Options: nosniff\r\n"));
    EXPECT_THAT(response, HasSubstr("\r\nX-Frame-Options: DENY\r\n"));
    EXPECT_THAT(response, HasSubstr("\r\nContent-Type: text/html; charset=utf-8\r\n"));
    EXPECT_THAT(response, HasSubstr("\r\nConnection: close\r\n"));
  }
}

TEST(Pages, AllowTheirOwnStyleAndNothingElse) {
  for (const auto& response : every_response()) {
    const auto hash = "sha256-" + base64_encode(sha256(between(response, "<style>", "</style>")));
    EXPECT_EQ(
        between(response, "\r\nContent-Security-Policy: ", "\r\n"),
        "default-src 'none'; style-src '" + hash + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
    EXPECT_THAT(response, Not(HasSubstr("<script")));
    EXPECT_THAT(response, Not(HasSubstr("http:")));
    EXPECT_THAT(response, Not(HasSubstr("url(")));
    EXPECT_THAT(response, Not(HasSubstr(" style=")));
  }
}

TEST(Pages, SayHowLongTheyAre) {
  for (const auto& response : every_response()) {
    const auto body = response.substr(response.find("\r\n\r\n") + 4);
    EXPECT_EQ(between(response, "\r\nContent-Length: ", "\r\n"), std::to_string(body.size()));
    EXPECT_THAT(body, StartsWith("<!doctype html>"));
  }
}

TEST(Pages, TellTheOutcome) {
  EXPECT_THAT(outcome_response(Occasion::sign_in, false), StartsWith("HTTP/1.1 400 Bad Request\r\n"));
  EXPECT_THAT(outcome_response(Occasion::sign_in, false), HasSubstr("<h1>Sign-in failed</h1>"));
  EXPECT_THAT(outcome_response(Occasion::sign_in, true), StartsWith("HTTP/1.1 200 OK\r\n"));
  EXPECT_THAT(outcome_response(Occasion::sign_in, true), HasSubstr("<h1>You are signed in</h1>"));
  EXPECT_THAT(outcome_response(Occasion::sign_out, true), HasSubstr("<h1>You are signed out</h1>"));
}

TEST(Pages, NameTheMethodThatIsAllowed) {
  EXPECT_THAT(refusal_response(Refusal::method_not_allowed), StartsWith("HTTP/1.1 405 Method Not Allowed\r\n"));
  EXPECT_THAT(refusal_response(Refusal::method_not_allowed), HasSubstr("\r\nAllow: GET, POST\r\n"));
}

TEST(Pages, AllowTheOneScriptThatPostsTheFragmentToWhereItCameFrom) {
  const auto page = fragment_response();
  const auto style = "sha256-" + base64_encode(sha256(between(page, "<style>", "</style>")));
  const auto script = "sha256-" + base64_encode(sha256(between(page, "<script>", "</script>")));
  EXPECT_EQ(between(page, "\r\nContent-Security-Policy: ", "\r\n"),
            "default-src 'none'; style-src '" + style + "'; script-src '" + script +
                "'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'");
  EXPECT_THAT(page, StartsWith("HTTP/1.1 200 OK\r\n"));
  EXPECT_THAT(page, HasSubstr("\r\nCache-Control: no-store\r\n"));
  EXPECT_THAT(page, HasSubstr("\r\nX-Frame-Options: DENY\r\n"));
}

TEST(Pages, TakeTheFragmentOffTheAddressBeforeItIsPosted) {
  const auto script = between(fragment_response(), "<script>", "</script>");
  EXPECT_LT(script.find("history.replaceState"), script.find("createElement"));
}

// With no-referrer browsers say `Origin: null`, as a stranger's page does.
TEST(Pages, LetTheBrowserSayWhoPostsTheFragment) {
  EXPECT_THAT(fragment_response(), HasSubstr("\r\nReferrer-Policy: same-origin\r\n"));
}

TEST(Pages, PostWhatNoUrlMayHave) {
  const auto page =
      lead_on_response({"https://as.example/end?a=1&b='\"><script>", {{"id_token_hint", "a.b.c"}, {"x", "\"><b>"}}});
  const auto script = "sha256-" + base64_encode(sha256(between(page, "<script>", "</script>")));
  EXPECT_THAT(between(page, "\r\nContent-Security-Policy: ", "\r\n"), HasSubstr("script-src '" + script + "'"));
  EXPECT_THAT(page, HasSubstr("action=\"https://as.example/end?a=1&amp;b=&#39;&quot;&gt;&lt;script&gt;\">"));
  EXPECT_THAT(page, HasSubstr("name=\"id_token_hint\" value=\"a.b.c\">"));
  EXPECT_THAT(page, HasSubstr("name=\"x\" value=\"&quot;&gt;&lt;b&gt;\">"));
  EXPECT_THAT(page, HasSubstr("\r\nCache-Control: no-store\r\n"));
  EXPECT_THAT(page, HasSubstr("\r\nReferrer-Policy: no-referrer\r\n"));
}

}  // namespace
}  // namespace oauthctl
