#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "browser.h"

namespace oauthctl::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class DevServerRegistration : public ::testing::Test {
 protected:
  Answer ask(const nlohmann::json& metadata) { return post_json(server_, "/register", metadata); }

  DevServer server_{{"--auto-approve"}};
};

TEST_F(DevServerRegistration, RefusesABodyThatIsNotJson) {
  EXPECT_EQ(post(server_, "/register", {{"redirect_uris", "x"}}).status, 415) << "what another site's form can send";
  EXPECT_EQ(ask("text").error(), "invalid_client_metadata");
  EXPECT_EQ(ask({{"redirect_uris", "http://127.0.0.1/cb"}}).error(), "invalid_client_metadata");
}

TEST_F(DevServerRegistration, RefusesRedirectUrisThatCouldLeakACode) {
  for (const char* uri :
       {"http://app.example/cb", "https://app.example/cb#x", "javascript:alert(1)", "ftp://127.0.0.1/", "myapp:/cb",
        "data:text/html,x", "/cb", "", "https://user@app.example/", "file:///etc/passwd"}) {
    const Answer answer = ask({{"redirect_uris", {uri}}});
    EXPECT_EQ(answer.status, 400) << uri;
    EXPECT_EQ(answer.error(), "invalid_redirect_uri") << uri;
  }
  EXPECT_EQ(ask(nlohmann::json::object()).error(), "invalid_redirect_uri");
}

TEST_F(DevServerRegistration, RefusesMetadataThatItCannotServe) {
  const nlohmann::json uris{"http://127.0.0.1/cb"};
  EXPECT_EQ(ask({{"redirect_uris", uris}, {"token_endpoint_auth_method", "private_key_jwt"}}).error(),
            "invalid_client_metadata");
  EXPECT_EQ(ask({{"redirect_uris", uris}, {"grant_types", {"magic"}}}).error(), "invalid_client_metadata");
  EXPECT_EQ(ask({{"token_endpoint_auth_method", "none"}, {"grant_types", {"client_credentials"}}}).error(),
            "invalid_client_metadata");
}

TEST_F(DevServerRegistration, GivesAClientItsIdAndSecret) {
  const Answer answer =
      ask({{"client_name", "Notes"}, {"redirect_uris", {"https://app.example/cb", "com.example.app:/cb"}}});
  EXPECT_EQ(answer.status, 201);
  const auto client = answer.json();
  EXPECT_EQ(client.at("client_name"), "Notes");
  EXPECT_EQ(client.at("client_secret_expires_at"), 0);
  EXPECT_EQ(client.at("grant_types"), nlohmann::json::array({"authorization_code", "refresh_token"}));
  const Answer refused = post(server_, "/token", {{"grant_type", "client_credentials"}},
                              basic(client.at("client_id"), client.at("client_secret")));
  EXPECT_EQ(refused.error(), "unauthorized_client");
}

TEST_F(DevServerRegistration, HoldsAClientToTheMethodItRegistered) {
  const auto client =
      ask({{"grant_types", {"client_credentials"}}, {"token_endpoint_auth_method", "client_secret_post"}}).json();
  const std::string id = client.at("client_id");
  const std::string secret = client.at("client_secret");
  EXPECT_EQ(post(server_, "/token", {{"grant_type", "client_credentials"}}, basic(id, secret)).error(),
            "invalid_client");
  EXPECT_EQ(
      post(server_, "/token", {{"grant_type", "client_credentials"}, {"client_id", id}, {"client_secret", secret}})
          .status,
      200);
}

TEST_F(DevServerRegistration, GivesAPublicClientNoSecret) {
  const auto client =
      ask({{"redirect_uris", {"http://127.0.0.1/callback"}}, {"token_endpoint_auth_method", "none"}}).json();
  EXPECT_FALSE(client.contains("client_secret"));
  const std::string code = new_code(server_, {{"client_id", client.at("client_id")}});
  const Answer answer = post(server_, "/token",
                             {{"grant_type", "authorization_code"},
                              {"client_id", client.at("client_id")},
                              {"code", code},
                              {"redirect_uri", redirect_uri},
                              {"code_verifier", code_verifier}});
  EXPECT_EQ(answer.status, 200);
}

TEST_F(DevServerRegistration, ByHandRefusesAFormOfAnotherSite) {
  Browser browser(server_);
  const Answer page = browser.open("/clients/new");
  EXPECT_EQ(browser.submit(page, {{"client_name", "x"}, {"redirect_uris", "http://127.0.0.1/cb"}, {"form_token", "x"}})
                .status,
            403);
  EXPECT_THAT(browser.open("/").body, Not(HasSubstr("http://127.0.0.1/cb,")));
}

TEST_F(DevServerRegistration, ByHandShowsTheFormAgainWithWhatIsWrong) {
  Browser browser(server_);
  const Answer again =
      browser.submit(browser.open("/clients/new"), {{"client_name", "Notes"}, {"redirect_uris", "ftp://x"}});
  EXPECT_EQ(again.status, 400);
  EXPECT_THAT(again.body, HasSubstr("ftp://x is neither https"));
  EXPECT_THAT(again.body, HasSubstr("value=\"Notes\""));
}

TEST_F(DevServerRegistration, ByHandShowsAReadyClientFile) {
  Browser browser(server_);
  const Answer page =
      browser.submit(browser.open("/clients/new"), {{"client_name", "Notes"},
                                                    {"redirect_uris", "http://127.0.0.1/a\r\nhttps://app.example/b"},
                                                    {"kind", "confidential"}});
  EXPECT_EQ(page.status, 200);
  EXPECT_THAT(page.body, HasSubstr("&quot;issuer&quot;: &quot;" + server_.issuer()));
  EXPECT_THAT(page.body, HasSubstr("&quot;client_secret&quot;"));
  EXPECT_THAT(browser.open("/").body, HasSubstr("http://127.0.0.1/a, https://app.example/b"));
}

}  // namespace
}  // namespace oauthctl::testing
