#include "session/send.h"

#include <gtest/gtest.h>

#include "oauth/sign_out.h"
#include "session/fakes.h"

namespace oauthctl::testing {
namespace {

constexpr const char* encoded = "Basic Y2xpZW50OnMlMkIlMkY=";
constexpr const char* unencoded = "Basic Y2xpZW50OnMrLw==";

/// A client whose secret form-encoding changes.
struct Sending : World {
  Sending() {
    party.client.client_id = "client";
    party.client.client_secret = Secret("s+/");
    party.server = server();
    party.server.revocation_endpoint = "https://as.example/revoke";
  }
  ClientAnswer go(bool may_be_presented_again = true) {
    const auto make = [](const Party& as, const ClientAuth& auth) {
      return revocation_request(as, auth, Secret("t"), "access_token");
    };
    ClientRequest request{make};
    request.may_be_presented_again = may_be_presented_again;
    return send_as_client(party, request, services());
  }
  std::vector<std::string> shown() const {
    std::vector<std::string> all;
    for (const HttpRequest& request : transport.sent) all.push_back(request.headers.get("Authorization"));
    return all;
  }
  Party party;
};

TEST(SendAsClient, TriesOnceWithoutTheEncodingThatWasRefused) {
  for (const int status : {400, 401, 403}) {
    for (const char* body : {"", R"({"error":"invalid_client"})", R"({"error":"invalid_request"})"}) {
      Sending world;
      world.transport.answer("/revoke", status, body);
      world.transport.answer("/revoke", 200, "");
      const ClientAnswer answer = world.go();
      EXPECT_EQ(answer.response.status, 200);
      EXPECT_TRUE(answer.basic_unencoded) << "to be remembered";
      EXPECT_EQ(world.shown(), (std::vector<std::string>{encoded, unencoded})) << status << body;
    }
  }
}

TEST(SendAsClient, GoesBackToTheEncodingIfItWasRememberedWrongly) {
  Sending world;
  world.party.client.basic_unencoded = true;
  world.transport.answer("/revoke", 401, "");
  world.transport.answer("/revoke", 200, "");
  EXPECT_FALSE(world.go().basic_unencoded);
  EXPECT_EQ(world.shown(), (std::vector<std::string>{unencoded, encoded}));
}

TEST(SendAsClient, DoesNotRetryIfTheEncodingCannotBeTheReason) {
  struct Case {
    const char* what;
    void (*change)(Client&);
    int status;
    const char* body;
    bool may_be_presented_again;
  };
  const Case cases[] = {
      {"taken", [](Client&) {}, 200, "", true},
      {"a refused grant", [](Client&) {}, 400, R"({"error":"invalid_grant"})", true},
      {"a server in trouble", [](Client&) {}, 503, "", true},
      {"a secret that needs no encoding", [](Client& c) { c.client_secret = Secret("plain"); }, 401, "", true},
      {"no Basic", [](Client& c) { c.token_endpoint_auth_method = "client_secret_post"; }, 401, "", true},
      {"a code, refused vaguely", [](Client&) {}, 400, R"({"error":"invalid_request"})", false},
      {"a code, refused without a word", [](Client&) {}, 403, "", false},
  };
  for (const Case& c : cases) {
    Sending world;
    c.change(world.party.client);
    world.transport.answer("/revoke", c.status, c.body);
    EXPECT_EQ(world.go(c.may_be_presented_again).response.status, c.status) << c.what;
    EXPECT_EQ(world.transport.sent.size(), 1U) << c.what;
  }
}

TEST(SendAsClient, ShowsACodeAgainToAServerThatPlainlyDidNotKnowTheClient) {
  for (const auto& [status, body] : {std::pair{400, R"({"error":"invalid_client"})"}, {401, ""}}) {
    Sending world;
    world.transport.answer("/revoke", status, body);
    world.transport.answer("/revoke", 200, "");
    EXPECT_EQ(world.go(false).response.status, 200);
  }
}

}  // namespace
}  // namespace oauthctl::testing
