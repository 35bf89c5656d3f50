#include <gmock/gmock.h>

#include <cctype>
#include <nlohmann/json.hpp>

#include "browser.h"

namespace oauthctl::testing {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* device_code_grant = "urn:ietf:params:oauth:grant-type:device_code";

class DevServerDevice : public ::testing::Test {
 protected:
  nlohmann::json begin(const Params& form = {{"scope", "openid email"}}) {
    return post(server_, "/device_authorization", form, basic(server_)).json();
  }
  Answer poll(const nlohmann::json& codes, const Params& more = {}) {
    Params form{{"grant_type", device_code_grant}, {"device_code", codes.at("device_code")}};
    for (const auto& [name, value] : more) form.set(name, value);
    return post(server_, "/token", form, basic(server_));
  }
  /// The pages up to the one that asks for the decision.
  Answer sign_in(const std::string& user_code) {
    const Answer login = browser_.submit(browser_.open("/device"), {{"user_code", user_code}});
    return browser_.submit(login, {{"username", "alice"}, {"password", "wonderland"}});
  }

  DevServer server_;
  Browser browser_{server_};
};

TEST_F(DevServerDevice, RefusesToBeginForAnUnknownClientScopeOrChallenge) {
  EXPECT_EQ(post(server_, "/device_authorization", {{"scope", "openid"}}, basic("oauthctl-dev", "wrong")).error(),
            "invalid_client");
  EXPECT_EQ(begin({{"scope", "everything"}}).at("error"), "invalid_scope");
  EXPECT_EQ(begin({{"code_challenge", "x"}}).at("error"), "invalid_request");
}

TEST_F(DevServerDevice, RefusesAClientThatIsNotRegisteredForIt) {
  const auto client =
      post_json(server_, "/register", {{"redirect_uris", {redirect_uri}}, {"token_endpoint_auth_method", "none"}})
          .json();
  const Params as{{"client_id", client.at("client_id")}};
  EXPECT_EQ(post(server_, "/device_authorization", as).error(), "unauthorized_client");
}

TEST_F(DevServerDevice, RefusesADeviceCodeThatIsUnknownOrAnothersOrUnproven) {
  EXPECT_EQ(poll({{"device_code", "x"}}).error(), "invalid_grant");
  const auto other =
      post_json(server_, "/register", {{"grant_types", {device_code_grant}}, {"token_endpoint_auth_method", "none"}})
          .json();
  const auto codes = begin();
  EXPECT_EQ(post(server_, "/token",
                 {{"grant_type", device_code_grant},
                  {"device_code", codes.at("device_code")},
                  {"client_id", other.at("client_id")}})
                .error(),
            "invalid_grant");
  const auto with_challenge = begin({{"code_challenge", code_challenge}, {"code_challenge_method", "S256"}});
  EXPECT_EQ(poll(with_challenge).error(), "invalid_grant");
  EXPECT_EQ(poll(with_challenge, {{"code_verifier", "x"}}).error(), "invalid_grant");
  EXPECT_EQ(poll(with_challenge, {{"code_verifier", code_verifier}}).error(), "authorization_pending");
}

TEST_F(DevServerDevice, TellsWhoPollsTooFastToSlowDown) {
  const auto codes = begin();
  EXPECT_EQ(poll(codes).error(), "authorization_pending");
  EXPECT_EQ(poll(codes).error(), "slow_down");
}

TEST_F(DevServerDevice, AWrongCodeShowsThePageAgain) {
  const Answer again = browser_.submit(browser_.open("/device"), {{"user_code", "<b>BCDF"}});
  EXPECT_EQ(again.status, 403);
  EXPECT_THAT(again.body, AllOf(HasSubstr("No device is waiting with this code"), Not(HasSubstr("<b>BCDF"))));
}

TEST_F(DevServerDevice, AWrongPasswordShowsTheLoginAgainAndDecidesNothing) {
  const auto codes = begin();
  const Answer login = browser_.submit(browser_.open("/device"), {{"user_code", codes.at("user_code")}});
  const Answer again = browser_.submit(login, {{"username", "alice"}, {"password", "x"}, {"decision", "approve"}});
  EXPECT_EQ(again.status, 403);
  EXPECT_THAT(again.body, HasSubstr("The username or the password is wrong."));
  EXPECT_EQ(poll(codes).error(), "authorization_pending");
}

TEST_F(DevServerDevice, RefusesADecisionThatAnotherSiteSends) {
  const auto codes = begin();
  const Answer consent = sign_in(codes.at("user_code"));
  EXPECT_EQ(browser_.submit(consent, {{"decision", "approve"}, {"form_token", "x"}}).status, 403);
  EXPECT_EQ(poll(codes).error(), "authorization_pending");
}

TEST_F(DevServerDevice, APersonMayDeny) {
  const auto codes = begin();
  const Answer end = browser_.submit(sign_in(codes.at("user_code")), {{"decision", "deny"}});
  EXPECT_THAT(end.body, HasSubstr("The device was denied"));
  EXPECT_EQ(poll(codes).error(), "access_denied");
}

TEST_F(DevServerDevice, APersonMayApproveAndTheCodeIsGoodOnce) {
  const auto codes = begin();
  EXPECT_EQ(codes.at("verification_uri"), server_.issuer() + "/device");
  const Answer consent = sign_in(codes.at("user_code"));
  EXPECT_THAT(consent.body, AllOf(HasSubstr("oauthctl (development)"), HasSubstr("See your email address")));
  EXPECT_THAT(browser_.submit(consent, {{"decision", "approve"}}).body, HasSubstr("The device is connected"));
  const auto tokens = poll(codes).json();
  EXPECT_EQ(tokens.at("scope"), "openid email");
  EXPECT_EQ(get(server_, "/userinfo", bearer(tokens.at("access_token"))).json().at("email"), "alice@example.com");
  EXPECT_EQ(refresh(server_, tokens.at("refresh_token")).status, 200);
  EXPECT_EQ(poll(codes).error(), "invalid_grant");
}

TEST_F(DevServerDevice, TakesTheCodeInAnyCaseAndOutOfTheUrl) {
  std::string code = begin().at("user_code");
  for (char& c : code) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  const Answer page = browser_.open("/device?user_code=" + code);
  EXPECT_THAT(page.body, HasSubstr("value=\"" + code + '"'));
  EXPECT_THAT(browser_.submit(page, {{"user_code", code}}).body, HasSubstr("Sign in"));
}

TEST_F(DevServerDevice, AServerThatApprovesByItselfDoesSoAtOnce) {
  const DevServer server({"--auto-approve"});
  const auto codes = post(server, "/device_authorization", {{"scope", "openid"}}, basic(server)).json();
  const Answer answer = post(
      server, "/token", {{"grant_type", device_code_grant}, {"device_code", codes.at("device_code")}}, basic(server));
  EXPECT_EQ(answer.status, 200);
}

TEST_F(DevServerDevice, IsInTheDiscoveryDocument) {
  const auto metadata = get(server_, "/.well-known/openid-configuration").json();
  EXPECT_EQ(metadata.at("device_authorization_endpoint"), server_.issuer() + "/device_authorization");
  EXPECT_THAT(metadata.at("grant_types_supported").dump(), HasSubstr(device_code_grant));
}

}  // namespace
}  // namespace oauthctl::testing
