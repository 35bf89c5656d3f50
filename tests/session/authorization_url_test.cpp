#include <gtest/gtest.h>

#include "session/fakes.h"
#include "session/login/authorization.h"

namespace oauthctl::testing {
namespace {

struct Pushing : World {
  Pushing() {
    secrets.client.client_secret = Secret("s+/");
    party.client = secrets.client;
    party.server = record().server;
    party.server.pushed_authorization_request_endpoint = "https://as.example/par";
    party.client.require_pushed_authorization_requests = true;
  }
  std::string go() {
    const Services world = services();
    const AuthorizationRequest asked =
        begin_authorization(party.server, party.client, "http://127.0.0.1:5000/callback", "read", {}, world.entropy);
    return authorization_url(party, asked, world);
  }
  Party party;
};

TEST(AuthorizationUrl, OfAServerWithoutTheEndpointIsRefused) {
  Pushing world;
  world.party.server.pushed_authorization_request_endpoint.clear();
  const auto error = failure([&] { world.go(); });
  ASSERT_TRUE(error);
  EXPECT_EQ(error->kind(), ErrorKind::usage);
}

TEST(AuthorizationUrl, IsNotMadeWhereTheServerRefusesTheRequest) {
  Pushing world;
  world.party.client.client_secret = Secret("plain");
  world.transport.answer("/par", 400, R"({"error":"invalid_request"})");
  const auto error = failure([&] { world.go(); });
  ASSERT_TRUE(error);
  EXPECT_EQ(error->kind(), ErrorKind::refused);
}

TEST(AuthorizationUrl, OfAPushedRequestHasItsNameAlone) {
  Pushing world;
  world.transport.answer("/par", 201, R"({"request_uri":"urn:example:1","expires_in":60})");
  EXPECT_EQ(world.go(), "https://as.example/authorize?client_id=client&request_uri=urn%3Aexample%3A1");
  const Params body = world.transport.body(0);
  EXPECT_EQ(body.get("response_type"), "code");
  EXPECT_EQ(body.get("scope"), "read");
  EXPECT_EQ(body.get("redirect_uri"), "http://127.0.0.1:5000/callback");
  EXPECT_EQ(body.count("client_id"), 1U);
  EXPECT_TRUE(body.contains("code_challenge"));
  EXPECT_TRUE(world.transport.sent.at(0).headers.contains("Authorization"));
}

TEST(AuthorizationUrl, IsRequestedAgainWithoutTheEncodingOfTheSecret) {
  for (const int status : {400, 401, 403}) {
    Pushing world;
    world.transport.answer("/par", status, R"({"error":"invalid_client"})");
    world.transport.answer("/par", 201, R"({"request_uri":"urn:example:1","expires_in":60})");
    world.go();
    EXPECT_EQ(world.transport.sent.at(0).headers.get("Authorization"), "Basic Y2xpZW50OnMlMkIlMkY=");
    EXPECT_EQ(world.transport.sent.at(1).headers.get("Authorization"), "Basic Y2xpZW50OnMrLw==");
    EXPECT_TRUE(world.party.client.basic_unencoded) << "the token endpoint is not shown the other form first";
  }
}

TEST(AuthorizationUrl, PushesASignedRequest) {
  Pushing world;
  world.party.client.request_object_signing_alg = "HS256";
  world.party.client.client_secret = Secret(std::string(32, 's'));
  world.transport.answer("/par", 201, R"({"request_uri":"urn:example:1","expires_in":60})");
  world.go();
  const Params body = world.transport.body(0);
  EXPECT_EQ(body.size(), 2U);
  EXPECT_TRUE(body.contains("request"));
  EXPECT_EQ(body.get("client_id"), "client");
}

TEST(AuthorizationUrl, OfASignedRequestHasNothingElse) {
  Pushing world;
  world.party.client.require_pushed_authorization_requests = false;
  world.party.client.request_object_signing_alg = "HS256";
  world.party.client.client_secret = Secret(std::string(32, 's'));
  const std::string url = world.go();
  EXPECT_TRUE(url.starts_with("https://as.example/authorize?client_id=client&request=")) << url;
  EXPECT_TRUE(world.transport.sent.empty());
}

TEST(AuthorizationUrl, IsTheRequestItselfWhereNothingElseIsAskedFor) {
  Pushing world;
  world.party.client.require_pushed_authorization_requests = false;
  EXPECT_TRUE(world.go().starts_with("https://as.example/authorize?response_type=code&client_id=client&"));
  EXPECT_TRUE(world.transport.sent.empty());
}

}  // namespace
}  // namespace oauthctl::testing
