#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "browser.h"

namespace oauthctl::testing {
namespace {

using ::testing::HasSubstr;

class DevServerEndSession : public ::testing::Test {
 protected:
  DevServerEndSession() {
    client_ = post_json(server_, "/register",
                        {{"redirect_uris", {redirect_uri}}, {"post_logout_redirect_uris", {"http://127.0.0.1/bye"}}})
                  .json();
  }

  Params request() const {
    return authorization_request({{"client_id", client_.at("client_id")}, {"scope", "openid"}});
  }
  /// Signs in with the browser and returns the ID token.
  std::string id_token() {
    const Answer page = browser_.sign_in(request());
    const Answer back = browser_.submit(page, {{"decision", "approve"}});
    return post(server_, "/token",
                {{"grant_type", "authorization_code"},
                 {"code", back.location().get("code")},
                 {"redirect_uri", redirect_uri},
                 {"code_verifier", code_verifier}},
                basic(client_.at("client_id"), client_.at("client_secret")))
        .json()
        .at("id_token");
  }
  Answer end(const Params& params) { return browser_.open("/authorize/end_session?" + form_encode(params)); }
  bool is_signed_in() {
    return browser_.open("/authorize?" + form_encode(request())).body.find("password") == std::string::npos;
  }

  DevServer server_;
  Browser browser_{server_};
  nlohmann::json client_;
};

TEST_F(DevServerEndSession, RefusesARequestThatAnyPageCouldMake) {
  const std::string token = id_token();
  for (const Params& params :
       {Params{}, Params{{"id_token_hint", "x"}}, Params{{"id_token_hint", token.substr(0, token.size() - 4) + "AAAA"}},
        Params{{"id_token_hint", token}, {"client_id", "oauthctl-dev"}},
        Params{{"id_token_hint", token}, {"post_logout_redirect_uri", "http://elsewhere.example/"}}}) {
    const Answer answer = end(params);
    EXPECT_EQ(answer.status, 400) << form_encode(params);
    EXPECT_EQ(answer.header("location"), "");
  }
  EXPECT_TRUE(is_signed_in());
}

TEST_F(DevServerEndSession, EndsTheSessionAndGoesBackWithTheState) {
  const Answer answer =
      end({{"id_token_hint", id_token()}, {"post_logout_redirect_uri", "http://127.0.0.1:4321/bye"}, {"state", "s&t"}});
  EXPECT_EQ(answer.status, 303);
  EXPECT_EQ(answer.header("location"), "http://127.0.0.1:4321/bye?state=s%26t");
  EXPECT_FALSE(is_signed_in());
}

TEST_F(DevServerEndSession, SaysSoWhereThereIsNowhereToGoBackTo) {
  EXPECT_THAT(end({{"id_token_hint", id_token()}}).body, HasSubstr("You are signed out"));
  EXPECT_FALSE(is_signed_in());
}

// RP-Initiated Logout §2: a token in a URL would be in the browser's history.
TEST_F(DevServerEndSession, TakesAPostedRequestToo) {
  const std::string token = id_token();
  EXPECT_EQ(post(server_, "/authorize/end_session", {{"id_token_hint", "x"}}).status, 400);
  const Answer answer = post(server_, "/authorize/end_session",
                             {{"id_token_hint", token}, {"post_logout_redirect_uri", "http://127.0.0.1:1/bye"}});
  EXPECT_EQ(answer.status, 303);
  EXPECT_EQ(answer.header("location"), "http://127.0.0.1:1/bye");
}

}  // namespace
}  // namespace oauthctl::testing
