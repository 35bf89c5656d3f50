#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "conversation.h"

namespace oauthctl::testing {
namespace {

using nlohmann::json;

class DevServerManagement : public ::testing::Test {
 protected:
  json register_one() { return post_json(server_, "/register", {{"redirect_uris", {"http://127.0.0.1/cb"}}}).json(); }
  static Answer manage(const char* method, const json& client, const json& body = nullptr) {
    Params headers = bearer(client.at("registration_access_token"));
    if (!body.is_null()) headers.add("Content-Type", "application/json");
    return send(method, client.at("registration_client_uri"), headers, body.is_null() ? "" : body.dump());
  }

  DevServer server_{{"--auto-approve"}};
};

TEST_F(DevServerManagement, RefusesATokenThatIsNotThisClients) {
  const json one = register_one();
  json other = register_one();
  other["registration_client_uri"] = one.at("registration_client_uri");
  EXPECT_EQ(manage("GET", other).status, 401);
  EXPECT_EQ(manage("DELETE", other).status, 401);
  EXPECT_EQ(send("GET", one.at("registration_client_uri")).status, 401);
  EXPECT_EQ(manage("GET", one).status, 200) << "it is still there";
}

TEST_F(DevServerManagement, LetsNobodyManageTheDefaultClient) {
  EXPECT_EQ(send("GET", server_.issuer() + "/register?client_id=oauthctl-dev", bearer("x")).status, 401);
}

TEST_F(DevServerManagement, RefusesChangesThatMustNotBeSent) {
  const json client = register_one();
  const json good = {{"client_id", client.at("client_id")}, {"redirect_uris", {"http://127.0.0.1/other"}}};
  const auto with = [&](const char* name, const json& value) {
    json body = good;
    body[name] = value;
    return body;
  };
  for (const json& body :
       {with("client_id", "another"), with("client_secret", "another"), with("registration_access_token", "x"),
        with("registration_client_uri", "x"), with("client_id_issued_at", 1), with("client_secret_expires_at", 0)})
    EXPECT_EQ(manage("PUT", client, body).error(), "invalid_request") << body;
  EXPECT_EQ(manage("PUT", client, with("redirect_uris", {"http://elsewhere.example/"})).error(),
            "invalid_redirect_uri");
  EXPECT_EQ(manage("PUT", client, with("token_endpoint_auth_method", "none")).error(), "invalid_client_metadata");
  EXPECT_EQ(manage("GET", client).json().at("redirect_uris"), json{"http://127.0.0.1/cb"});
}

TEST_F(DevServerManagement, ReadsAndChangesARegistration) {
  const json client = register_one();
  const json read = manage("GET", client).json();
  EXPECT_EQ(read.at("client_id"), client.at("client_id"));
  EXPECT_FALSE(read.contains("client_secret")) << "its hash alone is kept";
  const json changed = manage("PUT", client,
                              {{"client_id", client.at("client_id")},
                               {"client_secret", client.at("client_secret")},
                               {"client_name", "Renamed"},
                               {"redirect_uris", {"http://127.0.0.1/other"}}})
                           .json();
  EXPECT_EQ(changed.at("client_name"), "Renamed");
  EXPECT_EQ(manage("GET", client).json().at("redirect_uris"), json{"http://127.0.0.1/other"});
}

TEST_F(DevServerManagement, EndsARegistrationWithItsTokens) {
  const json client =
      post_json(server_, "/register", {{"grant_types", {"client_credentials"}}, {"client_name", "Robot"}}).json();
  const Params credentials = basic(client.at("client_id"), client.at("client_secret"));
  const json tokens = post(server_, "/token", {{"grant_type", "client_credentials"}}, credentials).json();
  EXPECT_EQ(get(server_, "/resource", bearer(tokens.at("access_token"))).status, 200);
  EXPECT_EQ(manage("DELETE", client).status, 204);
  EXPECT_EQ(manage("GET", client).status, 401);
  EXPECT_EQ(get(server_, "/resource", bearer(tokens.at("access_token"))).status, 401);
}

}  // namespace
}  // namespace oauthctl::testing
