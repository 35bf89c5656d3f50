#include "oauth/server/resource_metadata.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "oauth/client/client_id_document.h"
#include "oauth/server/discovery.h"
#include "unit/oauth/thrown.h"

namespace oauthctl {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr const char* url = "https://rs.example/api/mcp";

HttpResponse document(std::string body) {
  return {200,
          {{"content-type", "application/json"}},
          std::move(body),
          "https://rs.example/.well-known/oauth-protected-resource/api/mcp"};
}

std::vector<std::string> addresses(const std::string& resource, const std::string& named = "") {
  std::vector<std::string> out;
  for (const auto& request : resource_metadata_requests(resource, {named, ""})) out.push_back(request.url);
  return out;
}

ResourceChallenge challenge(const std::vector<std::string>& fields, int status = 401,
                            const std::string& resource = url) {
  HttpResponse response;
  response.status = status;
  for (const auto& field : fields) response.headers.add("www-authenticate", field);
  return resource_challenge(response, resource);
}

TEST(ResourceUrl, IsOneThatATokenCanBeFor) {
  for (const char* good :
       {"https://rs.example", "https://rs.example/mcp?x=1", "http://127.0.0.1:8080/mcp", "https://[::1]/"})
    EXPECT_NO_THROW(require_resource_url(good)) << good;
  for (const char* bad :
       {"", "mcp", "https://", "https://user@rs.example/", "https://rs.example/#x", "https://rs.example/a/../b",
        "https://rs.example/%2e%2e/b", "https://rs.example/a%2fb", "http://rs.example/", "ftp://rs.example/"})
    EXPECT_EQ(thrown_by([&] { require_resource_url(bad); }).kind(), ErrorKind::usage) << bad;
}

TEST(ResourceMetadataAddresses, AreTheChallengesThenThePathThenTheRoot) {
  EXPECT_THAT(addresses(url), ElementsAre("https://rs.example/.well-known/oauth-protected-resource/api/mcp",
                                          "https://rs.example/.well-known/oauth-protected-resource"));
  EXPECT_THAT(addresses("https://rs.example"), ElementsAre("https://rs.example/.well-known/oauth-protected-resource"));
  EXPECT_THAT(addresses("https://rs.example/"), ElementsAre("https://rs.example/.well-known/oauth-protected-resource"));
  EXPECT_THAT(addresses("https://rs.example/mcp/"),
              ElementsAre("https://rs.example/.well-known/oauth-protected-resource/mcp/",
                          "https://rs.example/.well-known/oauth-protected-resource"));
  EXPECT_THAT(addresses("https://rs.example/", "https://meta.example/x"),
              ElementsAre("https://meta.example/x", "https://rs.example/.well-known/oauth-protected-resource"));
}

TEST(ResourceChallenges, OfOurSchemesAreRead) {
  struct Case {
    std::vector<std::string> fields;
    const char* metadata;
    const char* scope;
  };
  for (const Case& c : {
           Case{{R"(Bearer resource_metadata="https://rs.example/m", scope="a b")"}, "https://rs.example/m", "a b"},
           Case{{"Bearer resource_metadata=https://rs.example/m, scope=a"}, "https://rs.example/m", "a"},
           Case{{R"(Basic realm="x", DPoP resource_metadata="/m")"}, "https://rs.example/m", ""},
           Case{{R"(Negotiate abc==, BEARER RESOURCE_METADATA="https://rs.example/m")"}, "https://rs.example/m", ""},
           Case{{R"(Bearer scope="a")", R"(DPoP resource_metadata="https://meta.example/m")"},
                "https://meta.example/m",
                "a"},
           Case{{R"(Bearer resource_metadata="https://one.example/", resource_metadata="https://two.example/")"},
                "https://one.example/",
                ""},
           Case{{R"(Basic resource_metadata="https://rs.example/m", scope="a")"}, "", ""},
           Case{{"Bearer"}, "", ""},
           Case{{R"(Bearer resource_metadata="")"}, "", ""},
           Case{{R"(Bearer resource_metadata="https://rs.example/m)"}, "", ""},
       }) {
    const ResourceChallenge found = challenge(c.fields);
    EXPECT_EQ(found.resource_metadata, c.metadata) << c.fields.front();
    EXPECT_EQ(found.scope, c.scope) << c.fields.front();
  }
  EXPECT_EQ(challenge({R"(Bearer scope="a")"}, 200).scope, "");
}

TEST(ResourceChallenges, NameNothingOnThisMachineBesideARemoteResource) {
  for (const char* bad : {"http://127.0.0.1/m", "http://meta.example/m", "file:///etc/passwd", "javascript:alert(1)"})
    EXPECT_EQ(thrown_by([&] { challenge({std::string("Bearer resource_metadata=\"") + bad + '"'}); }).kind(),
              ErrorKind::protocol)
        << bad;
  EXPECT_EQ(challenge({R"(Bearer resource_metadata="http://127.0.0.1:9/m")"}, 401, "http://127.0.0.1:8/mcp")
                .resource_metadata,
            "http://127.0.0.1:9/m");
}

TEST(ResourceMetadata, IsOfTheUrlOrOfWhatIsAboveIt) {
  for (const char* resource : {"https://rs.example/api/mcp", "https://rs.example/api", "https://rs.example/api/",
                               "https://rs.example/", "https://rs.example", "https://RS.example:443/api"}) {
    const auto metadata = parse_resource_metadata(document(std::string(R"({"resource": ")") + resource +
                                                           R"(", "authorization_servers": ["https://as.example"]})"),
                                                  url);
    EXPECT_EQ(metadata.resource, resource);
    EXPECT_THAT(metadata.authorization_servers, ElementsAre("https://as.example"));
  }
}

TEST(ResourceMetadata, OfAnotherResourceIsRefused) {
  for (const char* resource :
       {"https://evil.example/api/mcp", "https://rs.example/ap", "https://rs.example/api/mc",
        "https://rs.example/api/mcp/", "https://rs.example/api/mcp/x", "https://rs.example:8443/api/mcp",
        "http://rs.example/api/mcp", "https://rs.example/api?x", "https://rs.example/api#x",
        "https://rs.example/api/../api", "urn:x", "/api/mcp", "https://x@rs.example/"}) {
    const Error error =
        thrown_by([&] { parse_resource_metadata(document(std::string(R"({"resource": ")") + resource + "\"}"), url); });
    EXPECT_EQ(error.kind(), ErrorKind::protocol) << resource;
    EXPECT_THAT(error.message(), HasSubstr("must not go to the other")) << resource;
  }
}

TEST(ResourceMetadata, ThatCannotBeReadIsRefused) {
  for (const char* body : {"{}", "[]", R"({"resource": 1})", R"({"resource": ""})",
                           R"({"resource": "https://rs.example", "authorization_servers": "https://as.example"})",
                           R"({"resource": "https://rs.example", "authorization_servers": ["http://as.example"]})",
                           R"({"resource": "https://rs.example", "authorization_servers": ["http://127.0.0.1:8080"]})",
                           R"({"resource": "https://rs.example", "authorization_servers": ["https://as.example?x"]})",
                           R"({"resource": "https://rs.example", "authorization_servers": ["as"]})"})
    EXPECT_EQ(thrown_by([&] { parse_resource_metadata(document(body), url); }).kind(), ErrorKind::protocol) << body;
  std::string many = R"({"resource": "https://rs.example", "authorization_servers": ["https://as.example")";
  for (int i = 0; i < 100; ++i) many += ", \"https://as" + std::to_string(i) + ".example\"";
  EXPECT_EQ(thrown_by([&] { parse_resource_metadata(document(many + "]}"), url); }).kind(), ErrorKind::protocol);
}

TEST(ResourceMetadata, MembersThatAreNotNeededStopNothing) {
  const auto metadata = parse_resource_metadata(
      document(
          R"({"resource": "https://rs.example", "scopes_supported": 7, "jwks_uri": [], "resource_name": {"x": 1}})"),
      url);
  EXPECT_TRUE(metadata.scopes_supported.empty());
}

TEST(ScopeOfAResource, IsTheChallengesElseTheList) {
  const ResourceMetadata metadata{"", {}, {"a", "offline_access", "b"}};
  EXPECT_EQ(scope_of_resource(metadata, {"", "x offline_access"}), "x offline_access");
  EXPECT_EQ(scope_of_resource(metadata, {}), "a b");
  EXPECT_EQ(scope_of_resource({}, {}), "");
  EXPECT_EQ(scope_of_resource({"", {}, {"a\x1b[2J", "b\"", "c\\", "d"}}, {}), "d");
}

TEST(DiscoveryRequests, OfAResourcesServerBeginWithOAuths) {
  const auto urls = [](const char* issuer) {
    std::vector<std::string> out;
    for (const auto& request : discovery_requests(issuer, MetadataOrder::oauth_first)) out.push_back(request.url);
    return out;
  };
  EXPECT_THAT(urls("https://as.example/t"), ElementsAre("https://as.example/.well-known/oauth-authorization-server/t",
                                                        "https://as.example/.well-known/openid-configuration/t",
                                                        "https://as.example/t/.well-known/openid-configuration"));
  EXPECT_THAT(urls("https://as.example/"), ElementsAre("https://as.example/.well-known/oauth-authorization-server",
                                                       "https://as.example/.well-known/openid-configuration"));
}

TEST(ClientIdDocument, IsForAnHttpsUrlWithAPath) {
  EXPECT_THAT(client_id_document("https://example.com/oauthctl.json", "", {}),
              HasSubstr(R"("client_id": "https://example.com/oauthctl.json")"));
  EXPECT_THAT(client_id_document("https://example.com/c", "Tool", {"http://127.0.0.1:7/cb"}),
              HasSubstr(R"("client_name": "Tool")"));
  for (const char* bad : {"https://example.com", "https://example.com/", "http://example.com/c", "http://127.0.0.1/c",
                          "https://u@example.com/c", "https://example.com/c#x", "https://example.com/a/../c", "id"})
    EXPECT_EQ(thrown_by([&] { client_id_document(bad, "", {}); }).kind(), ErrorKind::usage) << bad;
}

}  // namespace
}  // namespace oauthctl
