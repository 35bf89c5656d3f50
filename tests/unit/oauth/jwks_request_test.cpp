#include <gtest/gtest.h>

#include "oauth/server/discovery.h"
#include "unit/oauth/thrown.h"

namespace oauthctl {
namespace {

HttpResponse answer(int status, const std::string& body, const char* type = "application/json") {
  HttpResponse response;
  response.status = status;
  response.headers.add("content-type", type);
  response.body = body;
  return response;
}

TEST(JwksRequest, NeedsAnAddress) {
  EXPECT_EQ(thrown_by([] { jwks_request({}, Freshness::any); }).kind(), ErrorKind::usage);
}

TEST(JwksRequest, IsAGetThatMayComeFromACacheUnlessItMustBeFresh) {
  ServerMetadata server;
  server.jwks_uri = "https://as.example/jwks";
  const HttpRequest request = jwks_request(server, Freshness::any);
  EXPECT_EQ(request.method, "GET");
  EXPECT_EQ(request.url, "https://as.example/jwks");
  EXPECT_EQ(request.same_origin_redirects, 0);
  EXPECT_FALSE(request.headers.contains("Cache-Control"));
  EXPECT_EQ(jwks_request(server, Freshness::revalidated).headers.get("Cache-Control"), "no-cache");
}

TEST(ParseJwks, RefusesInvalidKeySets) {
  struct Case {
    HttpResponse response;
    ErrorKind kind;
    const char* message;
  };
  for (const Case& c : {
           Case{answer(503, ""), ErrorKind::unavailable, "the server's jwks_uri answered HTTP 503"},
           Case{answer(429, ""), ErrorKind::unavailable, "the server's jwks_uri answered HTTP 429"},
           Case{answer(404, ""), ErrorKind::protocol, "the server's jwks_uri answered HTTP 404"},
           Case{answer(302, ""), ErrorKind::protocol,
                "the server's jwks_uri answered HTTP 302, a redirect, which is not followed"},
           Case{answer(200, "<p>", "text/html"), ErrorKind::protocol,
                "the server's jwks_uri answered text/html where JSON was expected"},
           Case{answer(200, "{}"), ErrorKind::protocol, "the answer of the server's jwks_uri: \"keys\" is missing"},
       }) {
    const Error error = thrown_by([&] { parse_jwks_response(c.response); });
    EXPECT_EQ(error.kind(), c.kind);
    EXPECT_EQ(error.message(), c.message);
  }
}

TEST(ParseJwks, ReadsAKeySetOfEitherType) {
  // A file store does not know what it serves.
  for (const char* type : {"application/json", "application/jwk-set+json; charset=utf-8", "application/octet-stream",
                           "binary/octet-stream"}) {
    const JwkSet keys = parse_jwks_response(answer(200, R"({"keys":[{"kty":"oct","k":"AA"}]})", type));
    EXPECT_EQ(keys.skipped().size(), 1U);
  }
}

}  // namespace
}  // namespace oauthctl
