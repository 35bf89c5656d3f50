#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "browser.h"
#include "jose/jws.h"
#include "jose/keys/jwk.h"

namespace oauthctl::testing {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

/// Clients whose authorization requests come by other ways than the query.
class DevServerRequests : public ::testing::Test {
 protected:
  Answer push(const Params& form = authorization_request()) { return post(server_, "/par", form, basic(server_)); }
  static Params named(const std::string& request_uri, const std::string& client_id = "oauthctl-dev") {
    return {{"client_id", client_id}, {"request_uri", request_uri}};
  }
  std::string pushed(const Params& form = authorization_request()) { return push(form).json().at("request_uri"); }

  json register_client(const json& changes) {
    json metadata{{"redirect_uris", {"http://127.0.0.1/callback"}}};
    metadata.update(changes);
    return post_json(server_, "/register", metadata).json();
  }
  json jwks() const { return {{"keys", {public_jwk(key_.public_key())}}}; }
  /// A request object of that client, with every parameter in it.
  std::string signed_request(const std::string& client_id, const json& changes = json::object()) {
    json claims{{"iss", client_id}, {"aud", server_.issuer()}, {"exp", std::time(nullptr) + 60}};
    for (const auto& [name, value] : authorization_request({{"client_id", client_id}})) claims[name] = value;
    claims.update(changes);
    return sign_jws({{"typ", "oauth-authz-req+jwt"}}, claims.dump(), "ES256", key_);
  }

  PrivateKey key_ = generate_key(KeyType::p256);
  DevServer server_{{"--auto-approve"}};
};

TEST_F(DevServerRequests, AreNotPushedByAStranger) {
  EXPECT_EQ(post(server_, "/par", authorization_request(), basic("oauthctl-dev", "wrong")).error(), "invalid_client");
  EXPECT_EQ(post(server_, "/par", authorization_request()).error(), "invalid_client");
}

TEST_F(DevServerRequests, AreJudgedWhenTheyArePushed) {
  const auto refusal = [&](const Params& changes) { return push(authorization_request(changes)).error(); };
  EXPECT_EQ(refusal({{"request_uri", "urn:x"}}), "invalid_request");
  EXPECT_EQ(refusal({{"redirect_uri", "https://elsewhere.example/"}}), "invalid_request");
  EXPECT_EQ(refusal({{"scope", "root"}}), "invalid_scope");
  EXPECT_EQ(refusal({{"response_type", "magic"}}), "unsupported_response_type");
  EXPECT_EQ(refusal({{"code_challenge_method", "plain"}}), "invalid_request");
}

TEST_F(DevServerRequests, HaveANameThatIsGoodForAWhile) {
  const Answer answer = push();
  EXPECT_EQ(answer.status, 201);
  EXPECT_EQ(answer.json().at("expires_in"), 60);
  EXPECT_THAT(answer.json().at("request_uri"), StartsWith("urn:ietf:params:oauth:request_uri:"));
}

TEST_F(DevServerRequests, AreUnknownByANameThatNobodyPushedOrOfAnotherClient) {
  const Answer unknown = authorize(server_, named("urn:ietf:params:oauth:request_uri:x"));
  EXPECT_EQ(unknown.status, 400);
  EXPECT_THAT(unknown.body, HasSubstr("request_uri is unknown, already used or expired"));
  const json other = register_client({{"token_endpoint_auth_method", "none"}});
  EXPECT_EQ(authorize(server_, named(pushed(), other.at("client_id"))).status, 400);
  EXPECT_EQ(authorize(server_, {{"request_uri", pushed()}}).status, 400) << "without a client_id";
}

TEST_F(DevServerRequests, AreUsedUpByTheirAnswer) {
  const std::string name = pushed();
  const Answer first = authorize(server_, named(name));
  EXPECT_EQ(redeem(server_, first.location().get("code")).status, 200);
  EXPECT_EQ(first.location().get("state"), "s t&te");
  EXPECT_EQ(authorize(server_, named(name)).status, 400);
}

TEST_F(DevServerRequests, AreWhatWasPushedWhateverTheBrowserAdds) {
  Params request = named(pushed());
  request.add("state", "another");
  request.add("redirect_uri", "https://elsewhere.example/");
  EXPECT_EQ(authorize(server_, request).location().get("state"), "s t&te");
}

TEST_F(DevServerRequests, AreNotCarriedInTheClearByAPersonsBrowser) {
  const DevServer server;
  Browser browser(server);
  const std::string name = post(server, "/par", authorization_request(), basic(server)).json().at("request_uri");
  const Answer login_page = browser.open("/authorize?" + form_encode(named(name)));
  const std::string carried = fields_of(login_page).get("request");
  EXPECT_THAT(carried, Not(HasSubstr("redirect_uri")));
  EXPECT_THAT(carried, Not(HasSubstr(form_encode(name)))) << "that name is used up";
  const Answer again = browser.submit(login_page, {{"username", "alice"}, {"password", "wrong"}});
  EXPECT_EQ(again.status, 403);
  const Answer consent_page =
      browser.follow(browser.submit(again, {{"username", "alice"}, {"password", "wonderland"}}));
  const Answer answer = browser.submit(consent_page, {{"decision", "approve"}});
  EXPECT_EQ(answer.location().get("state"), "s t&te");
  EXPECT_EQ(redeem(server, answer.location().get("code")).status, 200);
  EXPECT_EQ(browser.submit(consent_page, {{"decision", "approve"}}).status, 400) << "a second time";
}

TEST_F(DevServerRequests, OfAClientThatPushesAreTakenNoOtherWay) {
  const json client = register_client({{"require_pushed_authorization_requests", true}, {"jwks", jwks()}});
  EXPECT_EQ(client.at("require_pushed_authorization_requests"), true);
  const std::string id = client.at("client_id");
  const Answer refused = authorize(server_, authorization_request({{"client_id", id}}));
  EXPECT_EQ(refused.location().get("error"), "invalid_request");
  EXPECT_EQ(refused.location().get("error_description"), "the authorization request was not pushed");
  EXPECT_EQ(authorize(server_, {{"client_id", id}, {"request", signed_request(id)}}).location().get("error"),
            "invalid_request");
  const Answer pushed =
      post(server_, "/par", authorization_request({{"client_id", id}}), basic(id, client.at("client_secret")));
  EXPECT_TRUE(authorize(server_, named(pushed.json().at("request_uri"), id)).location().contains("code"));
}

TEST_F(DevServerRequests, ArePushedByEveryClientWhereTheServerRequiresIt) {
  const DevServer strict({"--auto-approve", "--require-pushed-authorization-requests"});
  EXPECT_EQ(get(strict, "/.well-known/openid-configuration").json().at("require_pushed_authorization_requests"), true);
  EXPECT_EQ(authorize(strict).location().get("error"), "invalid_request");
  const Answer pushed = post(strict, "/par", authorization_request(), basic(strict));
  EXPECT_TRUE(authorize(strict, named(pushed.json().at("request_uri"))).location().contains("code"));
}

TEST_F(DevServerRequests, ThatAreSignedAreRefusedUnlessTheySoundlyAre) {
  const std::string id = register_client({{"jwks", jwks()}}).at("client_id");
  const auto refused = [&](const Params& request) {
    const Answer answer = authorize(server_, request);
    EXPECT_EQ(answer.status, 400);
    return answer.body;
  };
  EXPECT_THAT(refused({{"request", signed_request(id)}}), HasSubstr("client_id is missing"));
  EXPECT_THAT(refused({{"client_id", "oauthctl-dev"}, {"request", signed_request(id)}}), HasSubstr("request object"));
  EXPECT_THAT(refused({{"client_id", id}, {"request", signed_request(id, {{"aud", "https://other.example"}})}}),
              HasSubstr("is not this server"));
  EXPECT_THAT(refused({{"client_id", id}, {"request", signed_request(id)}, {"request_uri", "urn:x"}}),
              HasSubstr("must not have both"));
  EXPECT_THAT(refused({{"client_id", id}, {"client_id", id}, {"request", signed_request(id)}}), HasSubstr("twice"));
}

TEST_F(DevServerRequests, ThatAreSignedAreWhatWasSignedWhateverIsAround) {
  const std::string id = register_client({{"jwks", jwks()}}).at("client_id");
  const Answer answer = authorize(server_, {{"client_id", id},
                                            {"request", signed_request(id)},
                                            {"state", "another"},
                                            {"redirect_uri", "https://elsewhere.example/"},
                                            {"prompt", "none"}});
  EXPECT_TRUE(answer.location().contains("code"));
  EXPECT_EQ(answer.location().get("state"), "s t&te");
}

TEST_F(DevServerRequests, OfAClientThatSignsAreTakenNoOtherWay) {
  const json client = register_client({{"require_signed_request_object", true}, {"jwks", jwks()}});
  const std::string id = client.at("client_id");
  const Params plain = authorization_request({{"client_id", id}});
  const Params own = basic(id, client.at("client_secret"));
  EXPECT_EQ(authorize(server_, plain).location().get("error_description"), "the authorization request is not signed");
  EXPECT_EQ(post(server_, "/par", plain, own).error(), "invalid_request");
  const Params signed_one{{"client_id", id}, {"request", signed_request(id)}};
  EXPECT_TRUE(authorize(server_, signed_one).location().contains("code"));
  const Answer pushed = post(server_, "/par", signed_one, own);
  EXPECT_TRUE(authorize(server_, named(pushed.json().at("request_uri"), id)).location().contains("code"));
}

TEST_F(DevServerRequests, OfAnotherClientAreNotPushed) {
  const json client = register_client({{"jwks", jwks()}});
  const Params own = basic(client.at("client_id"), client.at("client_secret"));
  EXPECT_EQ(post(server_, "/par", {{"request", signed_request("oauthctl-dev")}}, own).error(),
            "invalid_request_object");
}

TEST_F(DevServerRequests, AreNotPromisedByAClientThatCannotSign) {
  EXPECT_EQ(register_client({{"require_signed_request_object", true}}).at("error"), "invalid_client_metadata");
  EXPECT_EQ(register_client({{"request_object_signing_alg", "ES256"}}).at("error"), "invalid_client_metadata");
  EXPECT_EQ(register_client({{"request_object_signing_alg", "none"}, {"jwks", jwks()}}).at("error"),
            "invalid_client_metadata");
  EXPECT_EQ(
      register_client({{"request_object_signing_alg", "ES256"}, {"jwks", jwks()}}).at("request_object_signing_alg"),
      "ES256");
}

TEST_F(DevServerRequests, AreAnnounced) {
  const json metadata = get(server_, "/.well-known/openid-configuration").json();
  EXPECT_EQ(metadata.at("pushed_authorization_request_endpoint"), server_.issuer() + "/par");
  EXPECT_EQ(metadata.at("require_pushed_authorization_requests"), false);
  EXPECT_EQ(metadata.at("request_parameter_supported"), true);
  EXPECT_EQ(metadata.at("request_uri_parameter_supported"), false);
  EXPECT_THAT(metadata.at("request_object_signing_alg_values_supported"), ::testing::Contains("ES256"));
}

}  // namespace
}  // namespace oauthctl::testing
