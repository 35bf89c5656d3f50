#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "conversation.h"
#include "support/temporary_directory.h"
#include "support/text_file.h"

namespace oauthctl::testing {
namespace {

using ::testing::HasSubstr;

const nlohmann::json loopback_client = {
    {"redirect_uris", {"http://127.0.0.1/callback"}}, {"application_type", "native"}, {"scope", "api.read"}};

nlohmann::json metadata_of(const DevServer& server) {
  return get(server, "/.well-known/openid-configuration").json();
}

TEST(Registration, TellsWhatTheClientSaid) {
  const DevServer server;
  const auto client = post_json(server, "/register", loopback_client).json();
  EXPECT_EQ(client.at("application_type"), "native");
  EXPECT_EQ(client.at("scope"), "api.read");
  auto web = loopback_client;
  web["application_type"] = "web";
  EXPECT_EQ(post_json(server, "/register", web).error(), "invalid_redirect_uri");
}

TEST(Registration, CanTakeAClientForAWebClient) {
  const DevServer server({"--registration", "strict"});
  auto untold = loopback_client;
  untold.erase("application_type");
  EXPECT_EQ(post_json(server, "/register", untold).error(), "invalid_redirect_uri");
  EXPECT_EQ(post_json(server, "/register", loopback_client).status, 201);
}

TEST(RedirectUris, CanBeComparedWithTheirPort) {
  const DevServer server({"--auto-approve", "--exact-redirect-uris"});
  auto metadata = loopback_client;
  metadata["redirect_uris"] = {redirect_uri};
  metadata["scope"] = "openid api.read";
  const std::string id = post_json(server, "/register", metadata).json().at("client_id");
  EXPECT_EQ(authorize(server, authorization_request({{"client_id", id}})).status, 303);
  const Params other_port{{"client_id", id}, {"redirect_uri", "http://127.0.0.1:43211/callback"}};
  EXPECT_THAT(authorize(server, authorization_request(other_port)).body, HasSubstr("with this port"));
}

TEST(Registration, CanBeRefusedOrMissing) {
  const DevServer refusing({"--registration", "refused"});
  EXPECT_TRUE(metadata_of(refusing).contains("registration_endpoint"));
  EXPECT_EQ(post_json(refusing, "/register", loopback_client).status, 403);
  const DevServer missing({"--registration", "none"});
  EXPECT_FALSE(metadata_of(missing).contains("registration_endpoint"));
  EXPECT_EQ(post_json(missing, "/register", loopback_client).status, 404);
}

TEST(Registration, CanNeedAToken) {
  const TemporaryDirectory directory;
  const DevServer server({"--initial-access-token-file", directory / "token"});
  std::string token = read_file(directory / "token");
  token.pop_back();
  EXPECT_EQ(post_json(server, "/register", loopback_client).status, 401);
  EXPECT_EQ(post_json(server, "/register", loopback_client, bearer("x")).status, 401);
  EXPECT_EQ(post_json(server, "/register", loopback_client, bearer(token)).status, 201);
}

TEST(Registration, GivesANewSecretInPlaceOfOneThatExpires) {
  const DevServer server({"--client-secret-ttl", "1h"});
  auto metadata = loopback_client;
  metadata["grant_types"] = {"client_credentials"};
  const auto client = post_json(server, "/register", metadata).json();
  const std::int64_t issued_at = client.at("client_id_issued_at");
  EXPECT_EQ(client.at("client_secret_expires_at"), issued_at + 3600);
  metadata["client_id"] = client.at("client_id");
  Params headers = bearer(client.at("registration_access_token"));
  headers.add("Content-Type", "application/json");
  const auto changed = send("PUT", client.at("registration_client_uri"), headers, metadata.dump()).json();
  EXPECT_NE(changed.at("client_secret"), client.at("client_secret"));
  EXPECT_GE(changed.at("client_secret_expires_at"), issued_at + 3600);
  const auto status = [&](const nlohmann::json& one) {
    return post(server, "/token", {{"grant_type", "client_credentials"}},
                basic(one.at("client_id"), one.at("client_secret")))
        .status;
  };
  EXPECT_EQ(status(client), 401);
  EXPECT_EQ(status(changed), 200);
}

TEST(Registration, EndsWithItsSecret) {
  const DevServer server({"--client-secret-ttl", "0s"});
  auto metadata = loopback_client;
  metadata["grant_types"] = {"client_credentials"};
  const auto client = post_json(server, "/register", metadata).json();
  const Answer answer = post(server, "/token", {{"grant_type", "client_credentials"}},
                             basic(client.at("client_id"), client.at("client_secret")));
  EXPECT_EQ(answer.error(), "invalid_client");
  EXPECT_THAT(answer.body, HasSubstr("has expired"));
}

TEST(ResourceIndicators, AreRefusedAsToldTo) {
  const DevServer server({"--auto-approve", "--resource-parameter", "invalid_target"});
  const auto asked = authorization_request({{"resource", server.issuer() + "/mcp"}});
  EXPECT_EQ(authorize(server, asked).location().get("error"), "invalid_target");
  EXPECT_FALSE(authorize(server).location().get("code").empty());
  const DevServer entra({"--auto-approve", "--resource-parameter", "entra"});
  const Params answer = authorize(entra, asked).location();
  EXPECT_EQ(answer.get("error"), "invalid_request");
  EXPECT_THAT(answer.get("error_description"), HasSubstr("AADSTS9010010"));
}

TEST(ResourceIndicators, NarrowATokenOfTheSameSignIn) {
  const DevServer server({"--auto-approve"});
  const std::string mcp = server.issuer() + "/mcp";
  const std::string notes = server.issuer() + "/team/notes/mcp";
  auto request = authorization_request({{"resource", mcp}});
  request.add("resource", notes);
  const auto both = redeem(server, authorize(server, request).location().get("code")).json();
  EXPECT_EQ(get(server, "/team/notes/mcp", bearer(both.at("access_token"))).status, 200);
  const auto one = post(server, "/token",
                        {{"grant_type", "refresh_token"},
                         {"refresh_token", both.at("refresh_token").get<std::string>()},
                         {"resource", mcp}},
                        basic(server))
                       .json();
  EXPECT_EQ(get(server, "/mcp", bearer(one.at("access_token"))).status, 200);
  EXPECT_EQ(get(server, "/team/notes/mcp", bearer(one.at("access_token"))).status, 401);
  const Answer other = post(server, "/token",
                            {{"grant_type", "refresh_token"},
                             {"refresh_token", one.at("refresh_token").get<std::string>()},
                             {"resource", "https://other.example/"}},
                            basic(server));
  EXPECT_EQ(other.error(), "invalid_target");
}

TEST(Metadata, ListsWhatTheOptionsSay) {
  const DevServer server({"--auto-approve", "--no-offline-access", "--pkce-methods", "plain"});
  const auto metadata = metadata_of(server);
  EXPECT_THAT(metadata.at("scopes_supported").dump(), ::testing::Not(HasSubstr("offline_access")));
  EXPECT_EQ(metadata.at("code_challenge_methods_supported"), nlohmann::json::array({"plain"}));
  const auto asked = authorization_request({{"scope", "api.read offline_access"}});
  EXPECT_EQ(authorize(server, asked).location().get("error"), "invalid_scope");
  EXPECT_FALSE(metadata_of(DevServer({"--pkce-methods", "none"})).contains("code_challenge_methods_supported"));
}

struct Address {
  const char* word;
  std::string path;
};

class IssuerWithAPath : public ::testing::TestWithParam<Address> {};

const Address addresses[] = {{"oauth", "/.well-known/oauth-authorization-server/tenant"},
                             {"openid", "/.well-known/openid-configuration/tenant"},
                             {"appended", "/tenant/.well-known/openid-configuration"}};

TEST_P(IssuerWithAPath, HasItsMetadataAtOneAddress) {
  const DevServer server({"--issuer-path", "/tenant", "--metadata-address", GetParam().word});
  const std::string origin = server.issuer().substr(0, server.issuer().size() - 7);
  EXPECT_EQ(server.issuer(), origin + "/tenant");
  for (const Address& address : addresses) {
    const bool is_here = address.path == GetParam().path;
    EXPECT_EQ(send("GET", origin + address.path).status, is_here ? 200 : 404) << address.path;
  }
  const auto metadata = send("GET", origin + GetParam().path).json();
  EXPECT_EQ(metadata.at("issuer"), server.issuer());
  EXPECT_EQ(send("GET", metadata.at("jwks_uri")).status, 200);
  EXPECT_EQ(send("GET", origin + "/.well-known/oauth-authorization-server").status, 404);
}

INSTANTIATE_TEST_SUITE_P(EachAddress, IssuerWithAPath, ::testing::ValuesIn(addresses));

TEST(IssuerWithAPathToo, SignsPeopleIn) {
  const DevServer server({"--auto-approve", "--issuer-path", "/tenant"});
  const Answer answer = authorize(server);
  EXPECT_EQ(answer.location().get("iss"), server.issuer());
  EXPECT_EQ(redeem(server, answer.location().get("code")).status, 200);
}

}  // namespace
}  // namespace oauthctl::testing
