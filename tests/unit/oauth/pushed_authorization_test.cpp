#include <gtest/gtest.h>

#include "oauth/secured_request.h"
#include "unit/oauth/thrown.h"

namespace oauthctl {
namespace {

HttpResponse answer(int status, const std::string& body) {
  HttpResponse response;
  response.status = status;
  response.headers.add("content-type", "application/json");
  response.body = body;
  return response;
}

TEST(PushedAuthorization, NeedsAnEndpoint) {
  const Error error = thrown_by([] { pushed_authorization_request({{}, {}, {}}, public_client(), {}); });
  EXPECT_EQ(error.kind(), ErrorKind::usage);
  EXPECT_EQ(error.message(), "the server has no pushed_authorization_request_endpoint");
}

TEST(PushedAuthorization, RefusesInvalidAnswers) {
  struct Case {
    int status;
    const char* body;
    ErrorKind kind;
    const char* message;
  };
  const std::string who = "the answer of the pushed authorization request endpoint: ";
  for (const Case& c : {
           Case{400, R"({"error":"invalid_request"})", ErrorKind::refused, "the server answered invalid_request"},
           Case{401, R"({"error":"invalid_client"})", ErrorKind::usage, "the server answered invalid_client"},
           Case{400, R"({"error":"invalid_request_object"})", ErrorKind::usage,
                "the server answered invalid_request_object"},
           Case{404, "", ErrorKind::protocol, "the pushed authorization request endpoint answered HTTP 404"},
           Case{503, "", ErrorKind::unavailable, "the pushed authorization request endpoint answered HTTP 503"},
           Case{429, "", ErrorKind::unavailable, "the pushed authorization request endpoint answered HTTP 429"},
           Case{302, "", ErrorKind::protocol,
                "the pushed authorization request endpoint answered HTTP 302, a redirect, which is not followed"},
           Case{201, R"({"expires_in":60})", ErrorKind::protocol, R"("request_uri" is missing)"},
           Case{201, R"({"request_uri":"u v","expires_in":60})", ErrorKind::protocol,
                R"("request_uri" has characters that no URI has)"},
           Case{201, R"({"request_uri":"u"})", ErrorKind::protocol, R"("expires_in" is missing)"},
           Case{201, R"({"request_uri":"u","expires_in":0})", ErrorKind::protocol, R"("expires_in" must be positive)"},
       }) {
    const Error error = thrown_by([&] { parse_pushed_authorization_response(answer(c.status, c.body)); });
    EXPECT_EQ(error.kind(), c.kind) << c.body;
    EXPECT_EQ(error.message(), (c.status == 201 ? who : "") + c.message);
  }
}

TEST(PushedAuthorization, IsNeededWhereServerOrClientSaySo) {
  ServerMetadata server;
  Client client;
  EXPECT_FALSE(needs_pushed_authorization({client, server, {}}));
  server.require_pushed_authorization_requests = false;
  EXPECT_FALSE(needs_pushed_authorization({client, server, {}}));
  client.require_pushed_authorization_requests = true;
  EXPECT_TRUE(needs_pushed_authorization({client, server, {}}));
  client.require_pushed_authorization_requests = false;
  server.require_pushed_authorization_requests = true;
  EXPECT_TRUE(needs_pushed_authorization({client, server, {}}));
}

/// RFC 9126 §2.1 and §2.2: the example request and its answer.
TEST(PushedAuthorization, IsThatOfTheSpecification) {
  ServerMetadata server;
  server.pushed_authorization_request_endpoint = "https://as.example.com/as/par";
  Client client;
  client.client_id = "s6BhdRkqt3";
  client.client_secret = Secret("7Fjfp0ZBr1KtDRbnfVdmIw");
  const Params parameters{{"response_type", "code"},
                          {"state", "af0ifjsldkj"},
                          {"client_id", "s6BhdRkqt3"},
                          {"redirect_uri", "https://client.example.org/cb"},
                          {"code_challenge", "K2-ltc83acc4h0c9w6ESC_rEMTJ3bww-uCHaoeK1t8U"},
                          {"code_challenge_method", "S256"},
                          {"scope", "account-information"}};
  const HttpRequest request = pushed_authorization_request({client, server, {}}, client_secret_basic(), parameters);
  EXPECT_EQ(request.method, "POST");
  EXPECT_EQ(request.url, "https://as.example.com/as/par");
  EXPECT_EQ(request.headers.get("Authorization"), "Basic czZCaGRSa3F0Mzo3RmpmcDBaQnIxS3REUmJuZlZkbUl3");
  EXPECT_EQ(request.body.reveal(),
            "response_type=code&state=af0ifjsldkj&client_id=s6BhdRkqt3"
            "&redirect_uri=https%3A%2F%2Fclient.example.org%2Fcb"
            "&code_challenge=K2-ltc83acc4h0c9w6ESC_rEMTJ3bww-uCHaoeK1t8U"
            "&code_challenge_method=S256&scope=account-information");
  const PushedAuthorization pushed = parse_pushed_authorization_response(answer(
      201, R"({"request_uri":"urn:ietf:params:oauth:request_uri:6esc_11ACC5bwc014ltc14eY22c","expires_in":60})"));
  EXPECT_EQ(pushed.request_uri, "urn:ietf:params:oauth:request_uri:6esc_11ACC5bwc014ltc14eY22c");
  EXPECT_EQ(pushed.expires_in, std::chrono::seconds(60));
}

}  // namespace
}  // namespace oauthctl
