#include <gmock/gmock.h>

#include "browser.h"

namespace oauthctl::testing {
namespace {

using ::testing::AllOf;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

const Params approve{{"decision", "approve"}};
const Params deny{{"decision", "deny"}};

class DevServerPages : public ::testing::Test {
 protected:
  Answer open(const Params& changes = {}) {
    return browser_.open("/authorize?" + form_encode(authorization_request(changes)));
  }

  DevServer server_;
  Browser browser_{server_};
};

TEST_F(DevServerPages, AWrongPasswordShowsTheLoginPageAgain) {
  const Answer login = open();
  EXPECT_EQ(login.status, 200);
  for (const char* username : {"alice", "nobody"}) {
    const Answer again = browser_.submit(login, {{"username", username}, {"password", "x"}});
    EXPECT_EQ(again.status, 403);
    EXPECT_THAT(again.body, HasSubstr("The username or the password is wrong."));
    EXPECT_EQ(action_of(again), "/authorize/login");
    EXPECT_EQ(again.header("set-cookie"), "");
  }
}

TEST_F(DevServerPages, RefuseAFormThatCarriesNoOrAnothersToken) {
  const Answer login = open();
  const Params right{{"username", "alice"}, {"password", "wonderland"}};
  Params without = right;
  without.add("form_token", "");
  EXPECT_EQ(browser_.submit(login, without).status, 403);

  Browser other(server_);
  const std::string others_token =
      fields_of(other.open("/authorize?" + form_encode(authorization_request()))).get("form_token");
  Params foreign = right;
  foreign.add("form_token", others_token);
  EXPECT_EQ(browser_.submit(login, foreign).status, 403);
  EXPECT_EQ(Browser(server_).submit(login, right).status, 403) << "a browser without the cookie";
}

TEST_F(DevServerPages, RefuseAConsentThatAnotherSiteSends) {
  const Answer page = browser_.sign_in();
  Params forged = approve;
  forged.add("form_token", "x");
  const Answer answer = browser_.submit(page, forged);
  EXPECT_EQ(answer.status, 403);
  EXPECT_EQ(answer.header("location"), "");
}

TEST_F(DevServerPages, JudgeTheRequestAgainThatComesWithAForm) {
  const Answer page = browser_.sign_in();
  Params changed = approve;
  changed.add("request", form_encode(authorization_request({{"redirect_uri", "http://evil.example/"}})));
  const Answer answer = browser_.submit(page, changed);
  EXPECT_EQ(answer.status, 400);
  EXPECT_EQ(answer.header("location"), "");
}

TEST_F(DevServerPages, RefuseAConsentOfNobody) {
  const Answer login = open();
  const Answer answer =
      post(server_, "/authorize/consent",
           [&] {
             Params form = fields_of(login);
             form.set("decision", "approve");
             return form;
           }(),
           {{"Cookie", browser_.cookies().begin()->first + '=' + browser_.cookies().begin()->second}});
  EXPECT_EQ(answer.status, 403);
  EXPECT_EQ(action_of(answer), "/authorize/login");
}

TEST_F(DevServerPages, ADenialGoesBackAsAccessDenied) {
  const Params answer = browser_.submit(browser_.sign_in(), deny).location();
  EXPECT_EQ(answer.get("error"), "access_denied");
  EXPECT_EQ(answer.get("state"), "s t&te");
  EXPECT_EQ(answer.get("iss"), server_.issuer());
  EXPECT_FALSE(answer.contains("code"));
}

TEST_F(DevServerPages, AnApprovalGivesACode) {
  const Answer answer = browser_.submit(browser_.sign_in(), approve);
  EXPECT_EQ(answer.status, 303);
  const auto tokens = redeem(server_, answer.location().get("code")).json();
  EXPECT_EQ(tokens.at("scope"), "openid api.read");
}

TEST_F(DevServerPages, AScopeThatIsUntickedIsNotGranted) {
  Params narrow = approve;
  narrow.add("allow_api.read", "");
  const Answer answer = browser_.submit(browser_.sign_in(), narrow);
  EXPECT_EQ(redeem(server_, answer.location().get("code")).json().at("scope"), "openid");
}

TEST_F(DevServerPages, AConsentWithoutAnyScopeIsADenial) {
  const Answer page = browser_.sign_in(authorization_request({{"scope", "api.read"}}));
  Params none = approve;
  none.add("allow_api.read", "");
  EXPECT_EQ(browser_.submit(page, none).location().get("error"), "access_denied");
}

TEST_F(DevServerPages, AreNotShownAgainForWhatWasAllowed) {
  EXPECT_EQ(open({{"prompt", "none"}}).location().get("error"), "login_required");
  const Answer page = browser_.sign_in();
  EXPECT_EQ(open({{"prompt", "none"}}).location().get("error"), "consent_required");
  browser_.submit(page, approve);
  EXPECT_TRUE(open().location().contains("code"));
  EXPECT_TRUE(open({{"prompt", "none"}}).location().contains("code"));
}

TEST_F(DevServerPages, AreShownAgainForMoreAndWhereTheRequestSaysSo) {
  browser_.submit(browser_.sign_in(), approve);
  EXPECT_EQ(action_of(open({{"scope", "openid api.read api.write"}})), "/authorize/consent");
  EXPECT_EQ(action_of(open({{"prompt", "consent"}})), "/authorize/consent");
  EXPECT_EQ(action_of(open({{"prompt", "login"}})), "/authorize/login");
  EXPECT_EQ(action_of(open({{"prompt", "select_account"}})), "/authorize/login");
  EXPECT_EQ(action_of(open({{"login_hint", "bob"}})), "/authorize/login");
}

TEST_F(DevServerPages, GoOnAfterASignInThatWasAskedForAgain) {
  browser_.submit(browser_.sign_in(), approve);
  const Answer login = open({{"prompt", "login consent"}, {"max_age", "0"}, {"login_hint", "alice"}});
  EXPECT_THAT(login.body, HasSubstr("value=\"alice\""));
  const Answer consent = browser_.follow(browser_.submit(login, {{"username", "alice"}, {"password", "wonderland"}}));
  EXPECT_EQ(action_of(consent), "/authorize/consent");
  EXPECT_TRUE(browser_.submit(consent, approve).location().contains("code"));
}

TEST_F(DevServerPages, AskEachTimeForAPublicClient) {
  const auto client =
      post_json(server_, "/register",
                {{"redirect_uris", {"http://127.0.0.1/callback"}}, {"token_endpoint_auth_method", "none"}})
          .json();
  const Params request = authorization_request({{"client_id", client.at("client_id")}});
  EXPECT_TRUE(browser_.submit(browser_.sign_in(request), approve).location().contains("code"));
  EXPECT_EQ(action_of(browser_.open("/authorize?" + form_encode(request))), "/authorize/consent");
}

TEST_F(DevServerPages, GiveAnotherCookieAtTheSignIn) {
  open();
  const auto before = browser_.cookies();
  const Answer consent = browser_.sign_in();
  EXPECT_NE(browser_.cookies(), before);
  Browser thief(server_);
  EXPECT_EQ(action_of(get(server_, "/authorize?" + form_encode(authorization_request()),
                          {{"Cookie", before.begin()->first + '=' + before.begin()->second}})),
            "/authorize/login");
}

TEST_F(DevServerPages, KeepTheCookieFromScriptsOtherSitesAndOtherPaths) {
  const std::string cookie = open().header("set-cookie");
  EXPECT_THAT(cookie, StartsWith("oauthctl_dev_" + std::to_string(server_.port()) + '='));
  EXPECT_THAT(cookie, EndsWith("; Path=/authorize; HttpOnly; SameSite=Lax"));
}

TEST_F(DevServerPages, ForbidScriptsFramesAndForeignForms) {
  const std::string policy = open().header("content-security-policy");
  EXPECT_THAT(policy, StartsWith("default-src 'none';"));
  EXPECT_THAT(policy, HasSubstr("frame-ancestors 'none'"));
  EXPECT_THAT(policy, HasSubstr("base-uri 'none'"));
  EXPECT_THAT(policy, EndsWith("form-action 'self' http://127.0.0.1:43210"));
  EXPECT_THAT(policy, Not(HasSubstr("unsafe")));
  EXPECT_EQ(open().header("cache-control"), "no-store");
}

TEST_F(DevServerPages, EscapeWhatAClientCallsItself) {
  const auto client =
      post_json(server_, "/register",
                {{"client_name", "<script>alert('1')</script>\"&"}, {"redirect_uris", {"http://127.0.0.1/callback"}}})
          .json();
  const Params request = authorization_request({{"client_id", client.at("client_id")}});
  const std::string escaped = "&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&quot;&amp;";
  const auto is_escaped = AllOf(HasSubstr(escaped), Not(HasSubstr("<script")));
  EXPECT_THAT(browser_.open("/authorize?" + form_encode(request)).body, is_escaped);
  EXPECT_THAT(browser_.sign_in(request).body, is_escaped);
  EXPECT_THAT(browser_.open("/").body, is_escaped);
}

TEST_F(DevServerPages, EscapeWhatARequestHolds) {
  const std::string attack = "\"><script>alert(1)</script>";
  EXPECT_THAT(authorize(server_, {{"client_id", attack}}).body, Not(HasSubstr("<script")));
  EXPECT_THAT(open({{"state", attack}, {"login_hint", attack}}).body, Not(HasSubstr("<script")));
  EXPECT_THAT(get(server_, "/%22%3E%3Cscript%3E").body, Not(HasSubstr("<script")));
}

TEST_F(DevServerPages, SayThatTheyAreForDevelopment) {
  for (const Answer& page : {open(), browser_.sign_in(), browser_.open("/"), browser_.open("/clients/new"),
                             browser_.open("/authorize"), browser_.open("/nothing")}) {
    EXPECT_THAT(page.body, HasSubstr("Development server"));
    EXPECT_THAT(page.body, HasSubstr("For development and tests."));
  }
}

}  // namespace
}  // namespace oauthctl::testing
