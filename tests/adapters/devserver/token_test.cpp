#include <gmock/gmock.h>

#include <future>

#include "conversation.h"

namespace oauthctl::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::SizeIs;

class DevServerToken : public ::testing::Test {
 protected:
  Answer ask(const Params& form) { return post(server_, "/token", form, basic(server_)); }
  Answer redeem_with(const Params& changes) {
    Params form{{"grant_type", "authorization_code"},
                {"code", new_code(server_)},
                {"redirect_uri", redirect_uri},
                {"code_verifier", code_verifier}};
    for (const auto& [name, value] : changes) form.set(name, value);
    return ask(form);
  }

  DevServer server_{{"--auto-approve"}};
};

TEST_F(DevServerToken, RefusesABodyThatIsNotAForm) {
  const Answer answer = post_json(server_, "/token", {{"grant_type", "client_credentials"}});
  EXPECT_EQ(answer.status, 400);
  EXPECT_EQ(answer.error(), "invalid_request");
}

TEST_F(DevServerToken, RefusesAParameterGivenTwice) {
  const Answer answer = ask({{"grant_type", "client_credentials"}, {"grant_type", "refresh_token"}});
  EXPECT_EQ(answer.status, 400);
  EXPECT_EQ(answer.error(), "invalid_request");
}

TEST_F(DevServerToken, TakesAParameterWithoutAValueForAbsent) {
  EXPECT_EQ(ask({{"grant_type", ""}}).json().at("error_description"), "grant_type is missing");
}

TEST_F(DevServerToken, RefusesAnUnknownGrantType) {
  const Answer answer = ask({{"grant_type", "magic"}});
  EXPECT_EQ(answer.status, 400);
  EXPECT_EQ(answer.error(), "unsupported_grant_type");
}

TEST_F(DevServerToken, RefusesAWrongClientSecretWithAChallenge) {
  const Answer answer = post(server_, "/token", {{"grant_type", "client_credentials"}}, basic("oauthctl-dev", "wrong"));
  EXPECT_EQ(answer.status, 401);
  EXPECT_EQ(answer.error(), "invalid_client");
  EXPECT_THAT(answer.header("www-authenticate"), HasSubstr("Basic"));
}

TEST_F(DevServerToken, RefusesAClientWithoutItsSecret) {
  const Answer answer = post(server_, "/token", {{"grant_type", "client_credentials"}, {"client_id", "oauthctl-dev"}});
  EXPECT_EQ(answer.status, 401);
  EXPECT_EQ(answer.error(), "invalid_client");
}

TEST_F(DevServerToken, RefusesTwoWaysToAuthenticateAtOnce) {
  const Answer answer = ask({{"grant_type", "client_credentials"}, {"client_secret", "x"}});
  EXPECT_EQ(answer.status, 400);
  EXPECT_EQ(answer.error(), "invalid_request");
}

TEST_F(DevServerToken, RefusesMalformedBasicCredentials) {
  for (const char* credentials : {"Basic !", "Basic", "Basic b2F1dGhjdGwtZGV2", "Basic JTo6JQ==", "Digest x"}) {
    const Answer answer =
        post(server_, "/token", {{"grant_type", "client_credentials"}}, {{"Authorization", credentials}});
    EXPECT_EQ(answer.status, 401) << credentials;
    EXPECT_EQ(answer.error(), "invalid_client") << credentials;
  }
}

TEST_F(DevServerToken, RefusesAnUnknownCode) {
  const Answer answer = redeem_with({{"code", "x"}});
  EXPECT_EQ(answer.status, 400);
  EXPECT_EQ(answer.error(), "invalid_grant");
}

TEST_F(DevServerToken, RefusesACodeWithAnotherRedirectUri) {
  EXPECT_EQ(redeem_with({{"redirect_uri", "http://127.0.0.1:43211/callback"}}).error(), "invalid_grant");
  EXPECT_EQ(redeem_with({{"redirect_uri", ""}}).error(), "invalid_grant");
}

TEST_F(DevServerToken, RefusesACodeWithAWrongOrMissingVerifier) {
  EXPECT_EQ(redeem_with({{"code_verifier", code_verifier + "x"}}).error(), "invalid_grant");
  EXPECT_EQ(redeem_with({{"code_verifier", ""}}).error(), "invalid_grant");
}

TEST_F(DevServerToken, RefusesAVerifierForARequestThatHadNoChallenge) {
  const std::string code = new_code(server_, {{"code_challenge", ""}, {"code_challenge_method", ""}});
  EXPECT_EQ(redeem(server_, code).error(), "invalid_grant");
}

TEST_F(DevServerToken, GivesTokensForACode) {
  const Answer answer = redeem(server_, new_code(server_));
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.header("cache-control"), "no-store");
  const auto tokens = answer.json();
  EXPECT_EQ(tokens.at("token_type"), "Bearer");
  EXPECT_EQ(tokens.at("expires_in"), 3600);
  EXPECT_EQ(tokens.at("scope"), "openid api.read");
  EXPECT_THAT(tokens.at("access_token").get<std::string>(), SizeIs(43));
  EXPECT_THAT(tokens.at("refresh_token").get<std::string>(), SizeIs(43));
}

TEST_F(DevServerToken, TakesTheSecretInTheForm) {
  const Answer answer = post(server_, "/token",
                             {{"grant_type", "client_credentials"},
                              {"client_id", "oauthctl-dev"},
                              {"client_secret", server_.client().at("client_secret")}});
  EXPECT_EQ(answer.status, 200);
}

TEST_F(DevServerToken, ACodeUsedTwiceTakesBackWhatItGave) {
  const std::string code = new_code(server_);
  const auto tokens = redeem(server_, code).json();
  EXPECT_EQ(redeem(server_, code).error(), "invalid_grant");
  EXPECT_EQ(get(server_, "/userinfo", bearer(tokens.at("access_token"))).status, 401);
  EXPECT_EQ(refresh(server_, tokens.at("refresh_token")).error(), "invalid_grant");
}

TEST_F(DevServerToken, RefusesAScopeBeyondTheGrant) {
  const Answer answer = ask({{"grant_type", "refresh_token"},
                             {"refresh_token", sign_in(server_).at("refresh_token")},
                             {"scope", "openid api.write"}});
  EXPECT_EQ(answer.status, 400);
  EXPECT_EQ(answer.error(), "invalid_scope");
}

TEST_F(DevServerToken, RotatesRefreshTokens) {
  const auto first = sign_in(server_);
  const auto second = refresh(server_, first.at("refresh_token")).json();
  EXPECT_NE(second.at("refresh_token"), first.at("refresh_token"));
  EXPECT_NE(second.at("access_token"), first.at("access_token"));
  EXPECT_EQ(second.at("scope"), "openid api.read");
  EXPECT_EQ(refresh(server_, second.at("refresh_token")).status, 200);
}

TEST_F(DevServerToken, ARefreshTokenUsedTwiceRevokesItsFamily) {
  const auto first = sign_in(server_);
  const auto second = refresh(server_, first.at("refresh_token")).json();
  EXPECT_EQ(refresh(server_, first.at("refresh_token")).error(), "invalid_grant");
  EXPECT_EQ(refresh(server_, second.at("refresh_token")).error(), "invalid_grant");
  EXPECT_EQ(get(server_, "/userinfo", bearer(second.at("access_token"))).status, 401);
}

TEST_F(DevServerToken, OfManyRenewalsAtOnceWithOneTokenExactlyOneWins) {
  const std::string refresh_token = sign_in(server_).at("refresh_token");
  std::vector<std::future<Answer>> renewals;
  for (int i = 0; i < 50; ++i) {
    renewals.push_back(std::async(std::launch::async, [&] { return refresh(server_, refresh_token); }));
  }
  std::string winner;
  int refused = 0;
  for (auto& renewal : renewals) {
    const Answer answer = renewal.get();
    if (answer.status == 200) winner += answer.json().at("refresh_token").get<std::string>() + ' ';
    if (answer.error() == "invalid_grant") ++refused;
  }
  EXPECT_EQ(refused, 49);
  EXPECT_THAT(winner, SizeIs(44));
  winner.pop_back();
  EXPECT_EQ(refresh(server_, winner).error(), "invalid_grant");
}

TEST_F(DevServerToken, GivesAClientATokenOfItsOwnWithoutARefreshToken) {
  EXPECT_EQ(ask({{"grant_type", "client_credentials"}, {"scope", "openid"}}).error(), "invalid_scope");
  const auto tokens = ask({{"grant_type", "client_credentials"}, {"scope", "api.write"}}).json();
  EXPECT_EQ(tokens.at("scope"), "api.write");
  EXPECT_FALSE(tokens.contains("refresh_token"));
}

TEST(DevServer, KeepsRefreshTokensWithoutRotation) {
  const DevServer server({"--auto-approve", "--no-rotation"});
  const std::string refresh_token = sign_in(server).at("refresh_token");
  EXPECT_FALSE(refresh(server, refresh_token).json().contains("refresh_token"));
  EXPECT_EQ(refresh(server, refresh_token).status, 200);
}

TEST(DevServer, IssuesAccessTokensForTheTimeAskedFor) {
  const DevServer server({"--auto-approve", "--access-token-ttl", "0"});
  const auto tokens = sign_in(server);
  EXPECT_EQ(tokens.at("expires_in"), 0);
  EXPECT_EQ(get(server, "/userinfo", bearer(tokens.at("access_token"))).status, 401);
}

}  // namespace
}  // namespace oauthctl::testing
