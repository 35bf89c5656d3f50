#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "base/base64.h"
#include "browser.h"
#include "conversation.h"
#include "jose/sha256.h"

namespace oauthctl::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

class DevServerAuthorize : public ::testing::Test {
 protected:
  DevServer server_{{"--auto-approve"}};
};

void expect_shown(const Answer& answer, const std::string& error) {
  EXPECT_EQ(answer.status, 400);
  EXPECT_EQ(answer.header("location"), "");
  EXPECT_THAT(answer.header("content-type"), StartsWith("text/html"));
  EXPECT_THAT(answer.body, HasSubstr("<code>" + error + "</code>"));
}

TEST_F(DevServerAuthorize, ShowsAnErrorThatMustNotBeRedirected) {
  expect_shown(authorize(server_, {}), "invalid_request");
  expect_shown(authorize(server_, authorization_request({{"client_id", "nobody"}})), "invalid_client");
  expect_shown(authorize(server_, authorization_request({{"redirect_uri", ""}})), "invalid_request");
  Params twice = authorization_request();
  twice.add("redirect_uri", redirect_uri);
  expect_shown(authorize(server_, twice), "invalid_request");
  expect_shown(get(server_, "/authorize?client_id=%zz"), "invalid_request");
}

TEST_F(DevServerAuthorize, RefusesARedirectUriThatIsNotRegistered) {
  for (const char* uri :
       {"http://127.0.0.1:43210/callback2", "http://127.0.0.1:43210/", "http://127.0.0.1:43210/callback?x=1",
        "http://127.0.0.1:43210/callback#x", "https://127.0.0.1:43210/callback", "http://127.0.0.2:43210/callback",
        "http://127.0.0.1.evil.example/callback", "http://user@127.0.0.1/callback", "http://evil.example/callback",
        "javascript:alert(1)", "//127.0.0.1/callback", "/callback"}) {
    SCOPED_TRACE(uri);
    expect_shown(authorize(server_, authorization_request({{"redirect_uri", uri}})), "invalid_request");
  }
}

TEST_F(DevServerAuthorize, SendsEveryOtherErrorBackWithStateAndIssuer) {
  const std::pair<Params, const char*> wrong[] = {
      {{{"response_type", ""}}, "invalid_request"},         {{{"response_type", "magic"}}, "unsupported_response_type"},
      {{{"response_mode", "pigeon"}}, "invalid_request"},   {{{"scope", "openid root"}}, "invalid_scope"},
      {{{"code_challenge_method", ""}}, "invalid_request"}, {{{"code_challenge_method", "plain"}}, "invalid_request"},
      {{{"code_challenge", "short"}}, "invalid_request"},   {{{"code_challenge", ""}}, "invalid_request"},
      {{{"prompt", "none login"}}, "invalid_request"},      {{{"max_age", "soon"}}, "invalid_request"},
  };
  for (const auto& [changes, error] : wrong) {
    SCOPED_TRACE(form_encode(changes));
    const Answer answer = authorize(server_, authorization_request(changes));
    EXPECT_EQ(answer.status, 303);
    EXPECT_THAT(answer.header("location"), StartsWith(redirect_uri + "?error="));
    EXPECT_EQ(answer.location().get("error"), error);
    EXPECT_EQ(answer.location().get("state"), "s t&te");
    EXPECT_EQ(answer.location().get("iss"), server_.issuer());
    EXPECT_FALSE(answer.location().contains("code"));
  }
}

TEST_F(DevServerAuthorize, DoesNotEchoAStateThatCameTwice) {
  Params twice = authorization_request();
  twice.add("state", "other");
  const Params answer = authorize(server_, twice).location();
  EXPECT_EQ(answer.get("error"), "invalid_request");
  EXPECT_FALSE(answer.contains("state"));
}

TEST_F(DevServerAuthorize, RefusesAPublicClientWithoutPkce) {
  const auto client =
      post_json(server_, "/register",
                {{"redirect_uris", {"http://127.0.0.1/callback"}}, {"token_endpoint_auth_method", "none"}})
          .json();
  const Params request = authorization_request(
      {{"client_id", client.at("client_id")}, {"code_challenge", ""}, {"code_challenge_method", ""}});
  EXPECT_EQ(authorize(server_, request).location().get("error"), "invalid_request");
}

TEST_F(DevServerAuthorize, SendsACodeWithStateAndIssuer) {
  const Answer answer = authorize(server_);
  EXPECT_EQ(answer.status, 303);
  EXPECT_THAT(answer.header("location"), StartsWith(redirect_uri + "?code="));
  EXPECT_EQ(answer.location().get("state"), "s t&te");
  EXPECT_EQ(answer.location().get("iss"), server_.issuer());
  EXPECT_EQ(answer.header("referrer-policy"), "no-referrer");
  EXPECT_EQ(answer.header("cache-control"), "no-store");
}

TEST_F(DevServerAuthorize, PostsTheAnswerWhereThatIsAskedFor) {
  const Answer page = authorize(server_, authorization_request({{"response_mode", "form_post"}, {"state", "<s>\""}}));
  EXPECT_EQ(page.status, 200);
  EXPECT_EQ(page.header("location"), "");
  EXPECT_EQ(action_of(page), redirect_uri);
  EXPECT_EQ(fields_of(page).get("state"), "<s>\"");
  EXPECT_EQ(fields_of(page).get("iss"), server_.issuer());
  EXPECT_EQ(redeem(server_, fields_of(page).get("code")).status, 200);
}

TEST_F(DevServerAuthorize, PostsAnErrorToo) {
  const Answer page =
      authorize(server_, authorization_request({{"response_mode", "form_post"}, {"scope", "openid root"}}));
  EXPECT_EQ(fields_of(page), (Params{{"error", "invalid_scope"},
                                     {"error_description", "scope has a word that is not in scopes_supported"},
                                     {"state", "s t&te"},
                                     {"iss", server_.issuer()}}));
}

TEST_F(DevServerAuthorize, LetsThePageThatPostsRunItsOwnScriptAlone) {
  const Answer page = authorize(server_, authorization_request({{"response_mode", "form_post"}}));
  const std::string script = "document.forms[0].submit()";
  EXPECT_THAT(page.body, HasSubstr("<script>" + script + "</script>"));
  EXPECT_THAT(page.header("content-security-policy"),
              HasSubstr("form-action 'self' http://127.0.0.1:43210; script-src 'sha256-" +
                        base64_encode(sha256(script)) + "'"));
}

TEST_F(DevServerAuthorize, SignsTheAnswerWhereThatIsAskedFor) {
  const auto claims_of = [](const std::string& jwt) {
    const auto first = jwt.find('.');
    return nlohmann::json::parse(base64url_decode(jwt.substr(first + 1, jwt.rfind('.') - first - 1)).value());
  };
  for (const char* mode : {"jwt", "query.jwt"}) {
    const Params query = authorize(server_, authorization_request({{"response_mode", mode}})).location();
    EXPECT_EQ(query.size(), 1U);
    const auto claims = claims_of(query.get("response"));
    EXPECT_EQ(claims.at("iss"), server_.issuer());
    EXPECT_EQ(claims.at("aud"), "oauthctl-dev");
    EXPECT_EQ(claims.at("state"), "s t&te");
    EXPECT_EQ(redeem(server_, claims.at("code")).status, 200);
  }
  const Answer page =
      authorize(server_, authorization_request({{"response_mode", "form_post.jwt"}, {"scope", "openid root"}}));
  EXPECT_EQ(claims_of(fields_of(page).get("response")).at("error"), "invalid_scope");
}

TEST_F(DevServerAuthorize, LeavesThePortOfALoopbackRedirectUriFree) {
  for (const char* uri :
       {"http://127.0.0.1/callback", "http://127.0.0.1:1/callback", "http://localhost:65535/callback"}) {
    EXPECT_THAT(authorize(server_, authorization_request({{"redirect_uri", uri}})).header("location"),
                StartsWith(std::string(uri) + "?code="));
  }
}

TEST_F(DevServerAuthorize, GrantsADefaultScopeWhenNoneIsAsked) {
  EXPECT_EQ(sign_in(server_, {{"scope", ""}}).at("scope"), "openid profile email");
}

TEST(DevServerAutoApprove, SignsTheHintedUserInElseTheFirst) {
  const DevServer server({"--auto-approve", "--user", "bob:b", "--user", "carol:c"});
  const auto who = [&](const std::string& hint) {
    const std::string token = sign_in(server, {{"scope", "openid profile"}, {"login_hint", hint}}).at("access_token");
    return get(server, "/userinfo", bearer(token)).json().at("preferred_username").get<std::string>();
  };
  EXPECT_EQ(who("carol"), "carol");
  EXPECT_EQ(who("nobody"), "bob");
  EXPECT_EQ(who(""), "bob");
}

}  // namespace
}  // namespace oauthctl::testing
