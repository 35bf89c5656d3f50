#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "conversation.h"

namespace oauthctl::testing {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* well_known = "/.well-known/oauth-protected-resource";

class DescribedResource : public ::testing::Test {
 protected:
  std::string token_for(const std::string& resource) {
    const Params more = resource.empty() ? Params{} : Params{{"resource", resource}};
    return sign_in(server_, more).at("access_token");
  }
  std::string at(const std::string& path) const { return server_.issuer() + path; }

  DevServer server_{{"--auto-approve"}};
};

TEST_F(DescribedResource, SaysWhereItsMetadataIs) {
  for (const std::string path : {"/mcp", "/team/notes/mcp"}) {
    const Answer answer = get(server_, path);
    EXPECT_EQ(answer.status, 401);
    EXPECT_THAT(answer.header("www-authenticate"),
                AllOf(HasSubstr("Bearer "), HasSubstr("resource_metadata=\"" + at(well_known + path) + '"'),
                      HasSubstr("scope=\"api.read\""), Not(HasSubstr("error"))));
  }
  EXPECT_THAT(get(server_, "/mcp/tools", bearer("x")).header("www-authenticate"),
              AllOf(HasSubstr("error=\"invalid_token\""), HasSubstr(at(well_known) + "/mcp\"")));
  EXPECT_EQ(get(server_, "/mcpx").status, 404) << "another segment";
}

TEST_F(DescribedResource, HasMetadataThatNamesThisServer) {
  for (const std::string path : {"", "/mcp", "/team/notes/mcp"}) {
    const auto metadata = get(server_, well_known + path).json();
    EXPECT_EQ(metadata.at("resource"), at(path));
    EXPECT_EQ(metadata.at("authorization_servers"), nlohmann::json::array({server_.issuer()}));
    EXPECT_EQ(metadata.at("scopes_supported"), nlohmann::json::array({"api.read", "api.write"}));
    EXPECT_EQ(metadata.at("bearer_methods_supported"), nlohmann::json::array({"header"}));
  }
  for (const std::string path : {"/", "/mcp/", "/mcp/tools", "/other"})
    EXPECT_EQ(get(server_, well_known + path).status, 404) << path;
}

TEST_F(DescribedResource, IsCalledAsTheClientCallsIt) {
  const std::string here = "http://localhost:" + std::to_string(server_.port());
  EXPECT_EQ(send("GET", here + well_known + "/mcp").json().at("resource"), here + "/mcp");
}

TEST_F(DescribedResource, TakesATokenForItself) {
  const auto answer = get(server_, "/mcp/tools", bearer(token_for(at("/mcp")))).json();
  EXPECT_EQ(answer.at("username"), "alice");
  EXPECT_EQ(answer.at("scope"), "openid api.read");
  EXPECT_EQ(answer.at("resource"), at("/mcp"));
  EXPECT_EQ(get(server_, "/mcp", bearer(token_for(""))).status, 200) << "for any resource";
  EXPECT_EQ(post(server_, "/", {{"a", "b"}}, bearer(token_for(server_.issuer()))).status, 200);
}

TEST_F(DescribedResource, SpeaksEnoughMcp) {
  const Params headers = bearer(token_for(at("/mcp")));
  const auto ask = [&](const nlohmann::json& message) { return post_json(server_, "/mcp", message, headers); };
  const auto initialized =
      ask({{"jsonrpc", "2.0"}, {"id", 1}, {"method", "initialize"}, {"params", {{"protocolVersion", "2025-06-18"}}}})
          .json();
  EXPECT_EQ(initialized.at("result").at("protocolVersion"), "2025-06-18");
  EXPECT_EQ(ask({{"jsonrpc", "2.0"}, {"method", "notifications/initialized"}}).status, 202);
  const auto listed = ask({{"jsonrpc", "2.0"}, {"id", "a"}, {"method", "tools/list"}}).json();
  EXPECT_EQ(listed.at("id"), "a");
  EXPECT_EQ(listed.at("result").at("tools").at(0).at("name"), "whoami");
  const auto called = ask({{"jsonrpc", "2.0"}, {"id", 2}, {"method", "tools/call"}}).json();
  EXPECT_EQ(called.at("result").at("content").at(0).at("text"), "hello, alice");
  EXPECT_TRUE(ask({{"jsonrpc", "2.0"}, {"id", 3}, {"method", "x"}}).json().contains("error"));
}

TEST_F(DescribedResource, RefusesATokenForAnother) {
  for (const std::string path : {"/team/notes/mcp", "/mcp/", ""}) {
    const Answer answer = get(server_, "/mcp", bearer(token_for(at(path))));
    EXPECT_EQ(answer.status, 401) << path;
    EXPECT_THAT(answer.header("www-authenticate"), AllOf(HasSubstr("for another resource"), HasSubstr(well_known)));
  }
}

}  // namespace
}  // namespace oauthctl::testing
