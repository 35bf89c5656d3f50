#include <gtest/gtest.h>

#include "oauth/sign_out.h"
#include "unit/oauth/thrown.h"

namespace oauthctl {
namespace {

TEST(RevocationRequest, RefusesAServerWithoutTheEndpoint) {
  const Error error = thrown_by([] { revocation_request({{}, {}, {}}, public_client(), Secret("t"), "access_token"); });
  EXPECT_EQ(error.kind(), ErrorKind::usage);
  EXPECT_STREQ(error.what(), "the server has no revocation_endpoint");
}

TEST(RevocationRequest, PostsTheTokenWithItsHint) {
  ServerMetadata server;
  server.revocation_endpoint = "https://as.example/revoke";
  Client client;
  client.client_id = "c";
  const auto request = revocation_request({client, server, {}}, public_client(), Secret("t"), "refresh_token");
  EXPECT_EQ(request.method, "POST");
  EXPECT_EQ(request.url, "https://as.example/revoke");
  EXPECT_EQ(request.body.reveal(), "token=t&token_type_hint=refresh_token&client_id=c");
}

TEST(ParseRevocation, SaysInOneLineWhyNot) {
  struct Case {
    int status;
    const char* body;
    const char* line;
  };
  for (const Case& c : {
           Case{503, "", "the revocation endpoint answered HTTP 503"},
           Case{429, "{}", "the revocation endpoint answered HTTP 429"},
           Case{302, "", "the revocation endpoint answered HTTP 302"},
           Case{404, "<html>\n</html>", "the revocation endpoint answered HTTP 404"},
           Case{400, R"({"error":"unsupported_token_type"})",
                "the revocation endpoint answered HTTP 400, unsupported_token_type"},
           Case{401, R"({"error":"invalid_client","error_description":"who\nare you"})",
                "the revocation endpoint answered HTTP 401, invalid_client: who are you"},
           Case{400, R"({"error":"invalid_token","error_description":"The token is not known any more"})",
                "the revocation endpoint answered HTTP 400, invalid_token: The token is not known any more"},
           Case{400, R"({"error":7})", "the revocation endpoint answered HTTP 400, 7"},
       }) {
    EXPECT_EQ(parse_revocation_response({c.status, {}, c.body, ""}), c.line);
  }
}

TEST(ParseRevocation, IsContentWith200WhateverTheBody) {
  EXPECT_EQ(parse_revocation_response({200, {}, "", ""}), "");
  EXPECT_EQ(parse_revocation_response({200, {}, "<html>", ""}), "");
}

}  // namespace
}  // namespace oauthctl
