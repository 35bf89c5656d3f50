#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "conversation.h"

namespace oauthctl::testing {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;
using ::testing::ThrowsMessage;

const std::string well_known = "/.well-known/oauth-protected-resource";

class Traps : public ::testing::Test {
 protected:
  /// The WWW-Authenticate fields of a 401.
  std::vector<std::string> challenges(const std::string& name) {
    const Answer answer = get(server_, "/traps/" + name);
    EXPECT_EQ(answer.status, 401) << name;
    std::vector<std::string> fields;
    for (const auto& [field, value] : answer.headers) {
      if (field == "www-authenticate") fields.push_back(value);
    }
    return fields;
  }
  std::string challenge(const std::string& name) {
    const auto fields = challenges(name);
    return fields.size() == 1 ? fields.front() : std::to_string(fields.size()) + " challenges";
  }
  Answer ask_for_metadata(const std::string& name) { return get(server_, well_known + "/traps/" + name); }
  nlohmann::json metadata(const std::string& name) { return ask_for_metadata(name).json(); }
  std::string resource(const std::string& name) { return metadata(name).at("resource"); }

  std::string url(const std::string& name) const { return server_.issuer() + "/traps/" + name; }
  std::string pointer(const std::string& name) const {
    return "resource_metadata=\"" + server_.issuer() + well_known + "/traps/" + name + '"';
  }
  std::string elsewhere() const { return "http://localhost:" + std::to_string(server_.port()); }

  DevServer server_{{"--auto-approve", "--second-server"}};
};

TEST_F(Traps, AreListedWithTheirMeaning) {
  const auto list = get(server_, "/traps").json();
  EXPECT_EQ(list.at(url("no-challenge")), "401 without a challenge");
  for (const auto& [address, meaning] : list.items())
    EXPECT_EQ(send("GET", address).status, 401) << address << ' ' << meaning;
  EXPECT_EQ(get(server_, "/traps/nonsense").status, 404);
  EXPECT_EQ(get(server_, "/traps/endlessly").status, 404) << "another segment";
}

TEST_F(Traps, HaveChallengesInManyShapes) {
  EXPECT_EQ(challenge("unquoted"),
            "Bearer resource_metadata=" + server_.issuer() + well_known + "/traps/unquoted, scope=api.read");
  EXPECT_EQ(challenge("no-pointer"), "Bearer realm=\"api\"");
  EXPECT_THAT(challenges("no-challenge"), ElementsAre());
  EXPECT_THAT(challenge("one-field"),
              AllOf(StartsWith("Basic realm=\"a, b\", Bearer "), HasSubstr(pointer("one-field"))));
  EXPECT_THAT(challenge("token68-first"),
              AllOf(StartsWith("Negotiate YII"), HasSubstr("==, Bearer " + pointer("token68-first"))));
  EXPECT_THAT(challenge("escaped-quotes"),
              AllOf(HasSubstr(R"(a \"b\", resource_metadata=\")"), HasSubstr(pointer("escaped-quotes"))));
  EXPECT_THAT(challenge("relative-pointer"), HasSubstr("=\"" + well_known + "/traps/relative-pointer\""));
  EXPECT_THAT(challenge("upper-case"), AllOf(StartsWith("BEARER RESOURCE_METADATA=\""), HasSubstr(", SCOPE=")));
  EXPECT_THAT(challenge("repeated-pointer"),
              AllOf(HasSubstr(pointer("repeated-pointer")), HasSubstr(elsewhere() + "/attacker")));
  EXPECT_THAT(challenge("pointer-to-nothing"), HasSubstr(server_.issuer() + "/nothing\""));
  EXPECT_THAT(challenge("pointer-to-attacker"), HasSubstr(elsewhere() + "/attacker\""));
  EXPECT_THAT(challenge("control-characters-in-challenge"), HasSubstr("scope=\"api.read \x1b[31m"));
}

TEST_F(Traps, HaveSeveralChallenges) {
  EXPECT_THAT(challenges("other-schemes-first"),
              ElementsAre("Basic realm=\"api\"", "Negotiate", HasSubstr(pointer("other-schemes-first"))));
  EXPECT_THAT(challenges("pointer-of-basic"),
              ElementsAre(HasSubstr(elsewhere() + "/attacker\""), "Bearer realm=\"api\""));
}

TEST_F(Traps, DescribeAnotherResource) {
  EXPECT_EQ(resource("other-resource"), server_.issuer() + "/team/notes/mcp");
  EXPECT_EQ(resource("no-boundary"), url("no-boundar"));
  EXPECT_EQ(resource("other-origin"), elsewhere() + "/traps/other-origin");
  EXPECT_EQ(resource("other-scheme"), "https" + url("other-scheme").substr(4));
  EXPECT_EQ(resource("trailing-slash"), url("trailing-slash/"));
  EXPECT_EQ(resource("fragment"), url("fragment#part"));
  EXPECT_FALSE(metadata("no-resource").contains("resource"));
}

TEST_F(Traps, NameOtherServers) {
  const std::string other = metadata("two-servers").at("authorization_servers").at(1);
  EXPECT_NE(other, server_.issuer());
  EXPECT_EQ(send("GET", other + "/.well-known/oauth-authorization-server").json().at("issuer"), other);
  EXPECT_EQ(metadata("twenty-servers").at("authorization_servers").size(), 20U);
  EXPECT_EQ(metadata("twenty-servers").at("authorization_servers").at(0), server_.issuer());
  EXPECT_FALSE(metadata("no-servers").contains("authorization_servers"));
  EXPECT_TRUE(metadata("not-a-list").at("authorization_servers").is_string());
  EXPECT_EQ(metadata("plain-http-loopback").at("authorization_servers").at(0), server_.issuer()) << "this is not https";
  EXPECT_THAT(metadata("plain-http-server").at("authorization_servers").at(0), StartsWith("http://server."));
}

TEST_F(Traps, NameAServerWhoseDocumentHasAnotherIssuer) {
  EXPECT_EQ(metadata("other-issuer").at("authorization_servers").at(0), server_.issuer() + "/other-issuer");
  for (const char* address :
       {"/.well-known/oauth-authorization-server/other-issuer", "/.well-known/openid-configuration/other-issuer",
        "/other-issuer/.well-known/openid-configuration"})
    EXPECT_EQ(get(server_, address).json().at("issuer"), server_.issuer()) << address;
}

TEST_F(Traps, SwapTheServerAfterTheFirstCall) {
  const auto named = [&] { return metadata("swapped-server").at("authorization_servers").at(0).get<std::string>(); };
  EXPECT_EQ(named(), server_.issuer());
  const std::string token = sign_in(server_, {{"resource", url("swapped-server")}}).at("access_token");
  EXPECT_EQ(get(server_, "/traps/swapped-server", bearer(token)).status, 200);
  EXPECT_NE(named(), server_.issuer());
  EXPECT_EQ(get(server_, "/traps/swapped-server", bearer(token)).status, 200) << "the token stays valid";
}

TEST_F(Traps, PutControlCharactersIntoTheMetadata) {
  EXPECT_THAT(metadata("control-characters").dump(), HasSubstr("\\u001b[31m"));
}

TEST_F(Traps, AnswerWithoutUsableMetadata) {
  EXPECT_EQ(ask_for_metadata("root-only").status, 404);
  EXPECT_EQ(challenge("root-only"), "Bearer realm=\"api\"");
  EXPECT_EQ(ask_for_metadata("redirect-loop").header("location"),
            server_.issuer() + well_known + "/traps/redirect-loop");
  EXPECT_EQ(ask_for_metadata("redirect-elsewhere").header("location"), elsewhere() + "/attacker");
  EXPECT_THAT(ask_for_metadata("not-json").body, HasSubstr("<title>"));
  EXPECT_EQ(ask_for_metadata("server-error").status, 503);
  for (const char* name : {"endless", "huge"})
    EXPECT_THAT([&] { ask_for_metadata(name); }, ThrowsMessage<std::runtime_error>(HasSubstr("Failed writing")))
        << name;
}

TEST_F(Traps, CountWhoWalksIntoThem) {
  send("GET", elsewhere() + "/attacker/3");
  EXPECT_EQ(server_.stats().at("requests").at("attacker"), 1);
}

TEST(WithoutResourceMetadata, EachAddressAnswers404) {
  const DevServer server({"--no-resource-metadata"});
  for (const char* path : {"", "/mcp", "/traps/unquoted"}) EXPECT_EQ(get(server, well_known + path).status, 404);
  EXPECT_THAT(get(server, "/mcp").header("www-authenticate"), Not(HasSubstr("resource_metadata")));
}

}  // namespace
}  // namespace oauthctl::testing
