#include "session/resource.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "session/fakes.h"

namespace oauthctl {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using namespace oauthctl::testing;

constexpr const char* url = "https://rs.example/mcp";
constexpr const char* metadata =
    R"({"resource": "https://rs.example/mcp", "authorization_servers": ["https://as.example"],
                                     "scopes_supported": ["read", "write"]})";

class Resource : public ::testing::Test {
 protected:
  void challenge(const std::string& field, int status = 401) {
    world_.transport.script["/mcp"].push_back([=](const HttpRequest&) {
      HttpResponse response;
      response.status = status;
      response.headers.add("www-authenticate", field);
      return response;
    });
  }
  ProtectedResource found() { return find_resource(url, world_.services()); }

  World world_;
};

TEST_F(Resource, IsAskedWithoutATokenAndThenForItsMetadata) {
  challenge(R"(Bearer resource_metadata="https://rs.example/where", scope="read")");
  world_.transport.answer("/where", 200, metadata);
  const ProtectedResource resource = found();
  EXPECT_EQ(resource.scope, "read");
  EXPECT_THAT(resource.metadata.authorization_servers, ElementsAre("https://as.example"));
  for (const auto& request : world_.transport.sent) EXPECT_FALSE(request.headers.contains("Authorization"));
}

TEST_F(Resource, ThatKnowsNoGetIsPinged) {
  world_.transport.answer("/mcp", 405, "");
  challenge(R"(Bearer scope="read")");
  world_.transport.answer("/mcp", 200, metadata);  // /.well-known/oauth-protected-resource/mcp
  EXPECT_EQ(found().scope, "read");
  EXPECT_EQ(world_.transport.sent[1].method, "POST");
  EXPECT_EQ(world_.transport.sent[2].url, "https://rs.example/.well-known/oauth-protected-resource/mcp");
}

TEST_F(Resource, WithoutAChallengeMayHaveItsMetadataAtTheRoot) {
  world_.transport.fail("/mcp", ErrorKind::unavailable);
  world_.transport.answer("/mcp", 404, "");
  world_.transport.answer("/oauth-protected-resource", 200, metadata);
  EXPECT_EQ(found().scope, "read write");
}

TEST_F(Resource, OfAnotherUrlEndsTheSearch) {
  challenge(R"(Bearer resource_metadata="https://rs.example/where")");
  world_.transport.answer("/where", 200,
                          R"({"resource": "https://other.example", "authorization_servers": ["https://as.example"]})");
  const auto error = failure([&] { found(); });
  ASSERT_TRUE(error);
  EXPECT_EQ(error->kind(), ErrorKind::protocol);
  EXPECT_EQ(world_.transport.sent.size(), 2U);
}

TEST_F(Resource, ThatSaysNothingMayBeItsOwnServer) {
  challenge("Bearer");
  world_.transport.answer("/mcp", 404, "");
  world_.transport.answer("/oauth-protected-resource", 404, "");
  world_.transport.answer("/oauth-authorization-server", 200,
                          R"({"issuer": "https://rs.example", "token_endpoint": "https://rs.example/t"})");
  const ProtectedResource resource = found();
  EXPECT_EQ(resource.metadata.resource, "");
  EXPECT_THAT(resource.metadata.authorization_servers, ElementsAre("https://rs.example"));
}

TEST_F(Resource, ThatSaysNothingAtAllNeedsAPerson) {
  challenge("Bearer");
  world_.transport.answer("/mcp", 404, "");
  world_.transport.answer("/oauth-protected-resource", 200, "<html>", "text/html");
  world_.transport.answer("/oauth-authorization-server", 404, "");
  world_.transport.answer("/openid-configuration", 404, "");
  const auto error = failure([&] { found(); });
  ASSERT_TRUE(error);
  EXPECT_EQ(error->kind(), ErrorKind::usage);
  EXPECT_THAT(error->message(), HasSubstr("does not say which server gives tokens for it"));
}

TEST_F(Resource, InTroubleIsTriedLater) {
  world_.transport.answer("/mcp", 503, "");
  world_.transport.answer("/mcp", 503, "");
  world_.transport.answer("/oauth-protected-resource", 503, "");
  const auto error = failure([&] { found(); });
  ASSERT_TRUE(error);
  EXPECT_EQ(error->kind(), ErrorKind::unavailable);
}

TEST(PkceMethods, WithoutS256AreNotEnough) {
  ServerMetadata server;
  EXPECT_NO_THROW(require_s256(server));
  server.code_challenge_methods_supported = {"plain", "S256"};
  EXPECT_NO_THROW(require_s256(server));
  server.code_challenge_methods_supported = {"plain"};
  const auto error = failure([&] { require_s256(server); });
  ASSERT_TRUE(error);
  EXPECT_EQ(error->kind(), ErrorKind::usage);
}

}  // namespace
}  // namespace oauthctl
