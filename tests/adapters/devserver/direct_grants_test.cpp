#include <gmock/gmock.h>

#include <cstdint>
#include <ctime>
#include <fstream>
#include <nlohmann/json.hpp>

#include "conversation.h"
#include "jose/jws.h"
#include "jose/keys/pem.h"
#include "support/temporary_directory.h"

namespace oauthctl::testing {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;

constexpr const char* jwt_bearer = "urn:ietf:params:oauth:grant-type:jwt-bearer";
constexpr const char* token_exchange = "urn:ietf:params:oauth:grant-type:token-exchange";
constexpr const char* access_token = "urn:ietf:params:oauth:token-type:access_token";

class DevServerServiceAccount : public ::testing::Test {
 protected:
  DevServerServiceAccount() : file_(json::parse(std::ifstream(directory_ / "account.json"))) {
    const auto now = static_cast<std::int64_t>(std::time(nullptr));
    claims_ = {{"iss", file_.at("client_email")}, {"aud", server_.issuer()}, {"iat", now}, {"exp", now + 60}};
  }
  Answer present(const json& claims, const PrivateKey& key, const Params& more = {}) {
    Params form{{"grant_type", jwt_bearer}, {"assertion", sign_jws({{"typ", "JWT"}}, claims.dump(), "RS256", key)}};
    for (const auto& [name, value] : more) form.set(name, value);
    return post(server_, "/token", form);
  }
  Answer present(const json& changes, const Params& more = {}) {
    json claims = claims_;
    claims.merge_patch(changes);
    return present(claims, key_, more);
  }

  TemporaryDirectory directory_;
  DevServer server_{{"--service-account-file", directory_ / "account.json"}};
  json file_;
  json claims_;
  PrivateKey key_ = read_private_pem(Secret(file_.at("private_key").get<std::string>()), "the file");
};

TEST_F(DevServerServiceAccount, RefusesAnAssertionWithOneClaimWrong) {
  const auto now = static_cast<std::int64_t>(std::time(nullptr));
  const std::pair<json, const char*> cases[] = {
      {{{"iss", "somebody@else.example"}}, "iss is not a service account of this server"},
      {{{"aud", "https://as.example"}}, "aud is not this server"},
      {{{"exp", nullptr}}, "exp is missing from the assertion"},
      {{{"iat", nullptr}}, "iat is missing from the assertion"},
      {{{"iat", now - 200}, {"exp", now - 100}}, "the assertion has expired"},
      {{{"iat", now + 200}, {"exp", now + 300}}, "the assertion is from the future"},
      {{{"exp", now + 4000}}, "the assertion is valid for more than an hour"},
      {{{"sub", "nobody"}}, "sub is not a user of this server"},
  };
  for (const auto& [changes, description] : cases) {
    const Answer answer = present(changes);
    EXPECT_EQ(answer.error(), "invalid_grant");
    EXPECT_EQ(answer.json().at("error_description"), description);
  }
}

TEST_F(DevServerServiceAccount, RefusesAnotherKeyAndWhatIsNotAnAssertion) {
  EXPECT_THAT(present(claims_, generate_key(KeyType::rsa)).json().at("error_description"),
              HasSubstr("not signed by the service account"));
  EXPECT_EQ(present(json::object(), {{"assertion", "x"}}).error(), "invalid_grant");
  EXPECT_EQ(present(json::object(), {{"scope", "openid"}}).error(), "invalid_scope");
}

TEST_F(DevServerServiceAccount, TakesItsAssertionWithOrWithoutAScope) {
  EXPECT_EQ(present(json::object()).json().at("scope"), "api.read");
  EXPECT_EQ(present({{"scope", "api.write"}}).json().at("scope"), "api.write");
  EXPECT_EQ(present(json::object(), {{"scope", "api.write"}}).json().at("scope"), "api.write");
  EXPECT_FALSE(present(json::object()).json().contains("refresh_token"));
}

TEST_F(DevServerServiceAccount, StandsInForAPerson) {
  for (const char* name : {"alice", "alice@example.com"}) {
    const json answer = present({{"sub", name}, {"scope", "openid email"}}).json();
    const Answer info = get(server_, "/userinfo", bearer(answer.at("access_token")));
    EXPECT_EQ(info.json().at("email"), "alice@example.com");
  }
}

TEST(DevServerAssertions, AreRefusedWithoutAServiceAccount) {
  DevServer server;
  EXPECT_EQ(post(server, "/token", {{"grant_type", jwt_bearer}, {"assertion", "e30.e30.e30"}}).error(),
            "invalid_grant");
}

class DevServerExchange : public ::testing::Test {
 protected:
  Answer exchange(const Params& changes = {}) {
    Params form{{"grant_type", token_exchange}, {"subject_token", person_}, {"subject_token_type", access_token}};
    for (const auto& [name, value] : changes) form.set(name, value);
    return post(server_, "/token", form, basic(server_));
  }

  DevServer server_{{"--auto-approve"}};
  std::string person_ = sign_in(server_, {{"scope", "openid api.read"}}).at("access_token");
  std::string client_ =
      post(server_, "/token", {{"grant_type", "client_credentials"}}, basic(server_)).json().at("access_token");
};

TEST_F(DevServerExchange, RefusesWhatItsPolicyDoesNotAllow) {
  const std::pair<Params, const char*> cases[] = {
      {{{"subject_token", "x"}}, "invalid_request"},
      {{{"subject_token_type", "urn:ietf:params:oauth:token-type:jwt"}}, "invalid_request"},
      {{{"actor_token_type", access_token}}, "invalid_request"},
      {{{"actor_token", person_}, {"actor_token_type", access_token}}, "invalid_request"},
      {{{"actor_token", client_}}, "invalid_request"},
      {{{"requested_token_type", "urn:ietf:params:oauth:token-type:saml2"}}, "invalid_request"},
      {{{"subject_token", client_}, {"requested_token_type", "urn:ietf:params:oauth:token-type:id_token"}},
       "invalid_request"},
      {{{"scope", "openid api.write"}}, "invalid_scope"},
      {{{"audience", "nowhere"}}, "invalid_target"},
  };
  for (const auto& [changes, error] : cases) EXPECT_EQ(exchange(changes).error(), error);
}

TEST_F(DevServerExchange, GivesATokenOfTheSamePersonWithAsMuchScopeOrLess) {
  json answer = exchange().json();
  EXPECT_EQ(answer.at("issued_token_type"), access_token);
  EXPECT_EQ(answer.at("scope"), "openid api.read");
  EXPECT_FALSE(answer.contains("refresh_token"));
  EXPECT_FALSE(answer.contains("id_token"));
  answer =
      exchange(
          {{"scope", "api.read"}, {"audience", "api"}, {"actor_token", client_}, {"actor_token_type", access_token}})
          .json();
  EXPECT_EQ(answer.at("scope"), "api.read");
  EXPECT_EQ(get(server_, "/resource", bearer(answer.at("access_token"))).status, 200);
}

TEST_F(DevServerExchange, GivesAnIdTokenThatIsNotAnAccessToken) {
  const char* id_token = "urn:ietf:params:oauth:token-type:id_token";
  const json answer = exchange({{"requested_token_type", id_token}}).json();
  EXPECT_EQ(answer.at("token_type"), "N_A");
  EXPECT_EQ(answer.at("issued_token_type"), id_token);
  EXPECT_EQ(get(server_, "/userinfo", bearer(answer.at("access_token"))).status, 401);
}

}  // namespace
}  // namespace oauthctl::testing
