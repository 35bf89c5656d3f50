#include "session/discover.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "session/fakes.h"

namespace oauthctl {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using namespace oauthctl::testing;

constexpr const char* openid = "/openid-configuration";
constexpr const char* oauth = "/oauth-authorization-server";
constexpr const char* document =
    R"({"issuer": "https://as.example", "authorization_endpoint": "https://as.example/a", "token_endpoint": "https://as.example/t",
        "end_session_endpoint": "http://inner.example/logout"})";

class Discovery : public ::testing::Test {
 protected:
  Discovery() {
    asked_.form = ClientFile::Form::flat;
    asked_.server.issuer = "https://as.example";
  }
  ServerMetadata found() { return find_server(asked_, world_.services()); }

  World world_;
  ClientFile asked_;
};

TEST_F(Discovery, AsksTheOtherAddressWhenOneIsInTrouble) {
  for (const auto& [status, body] :
       {std::pair{502, "<h1>Bad Gateway</h1>"}, std::pair{406, R"({"error":{"code":-32000}})"}, std::pair{429, ""},
        std::pair{200, "<!doctype html>"}}) {
    world_.transport.answer(openid, status, body, status == 406 ? "application/json" : "text/html");
    world_.transport.answer(oauth, 200, document);
    EXPECT_EQ(found().token_endpoint, "https://as.example/t") << status;
  }
}

TEST_F(Discovery, SaysWhichAddressWasInTroubleIfTheOtherIsMissing) {
  world_.transport.answer(openid, 502, "<title>Bad Gateway</title>", "text/html");
  world_.transport.answer(oauth, 404, "");
  const auto error = failure([&] { found(); });
  ASSERT_TRUE(error);
  EXPECT_EQ(error->kind(), ErrorKind::unavailable);
  EXPECT_THAT(error->message(), HasSubstr("openid-configuration answered HTTP 502: Bad Gateway"));
}

TEST_F(Discovery, ReportsTheDocumentThatCanBeFetched) {
  world_.transport.fail(openid, ErrorKind::unavailable);
  world_.transport.answer(oauth, 200, document);
  const Discovered found = discover_server("https://as.example", world_.services());
  ASSERT_EQ(found.documents.size(), 2U);
  EXPECT_FALSE(found.documents[0].found);
  EXPECT_NE(found.documents[0].why_not, "");
  EXPECT_TRUE(found.documents[1].found);

  for (const char* path : {openid, oauth}) world_.transport.fail(path, ErrorKind::unavailable);
  EXPECT_EQ(failure([&] { discover_server("https://as.example", world_.services()); })->kind(), ErrorKind::unavailable);
}

TEST_F(Discovery, RefusesAnotherServersDocumentWithoutAskingOn) {
  world_.transport.answer(openid, 200, R"({"issuer": "https://as.example/v2.0"})");
  const auto error = failure([&] { found(); });
  ASSERT_TRUE(error);
  EXPECT_EQ(error->kind(), ErrorKind::protocol);
  EXPECT_THAT(error->hint().text(), HasSubstr("https://as.example/v2.0"));
  EXPECT_EQ(world_.transport.sent.size(), 1U);
}

TEST_F(Discovery, IsNotNeededByAFileThatNamesEveryEndpoint) {
  asked_.server.authorization_endpoint = "https://b2c.example/authorize";
  asked_.server.token_endpoint = "https://b2c.example/token";
  world_.transport.answer(openid, 404, "");
  world_.transport.answer(oauth, 404, "");
  EXPECT_EQ(found(), asked_.server);
  world_.transport.answer(openid, 200, R"({"issuer": "https://other.example", "jwks_uri": "https://other.example/k"})");
  EXPECT_EQ(found(), asked_.server) << "nothing of another server's document is used";
  EXPECT_THAT(world_.notices.warnings,
              ElementsAre(HasSubstr("only the endpoints of the client file"), HasSubstr("other.example")));
}

TEST_F(Discovery, IsNeededByAFileThatNamesTheIssuerAlone) {
  world_.transport.answer(openid, 404, "");
  world_.transport.answer(oauth, 404, "");
  EXPECT_EQ(failure([&] { found(); })->kind(), ErrorKind::protocol);
}

TEST_F(Discovery, GoesOnWithoutEndpointsThatNobodyNeeds) {
  world_.transport.answer(openid, 200, document);
  const ServerMetadata server = found();
  EXPECT_EQ(server.end_session_endpoint, "");
  EXPECT_TRUE(server.unusable.contains("end_session_endpoint"));
}

TEST_F(Discovery, LetsTheFilesEndpointsWin) {
  asked_.server.end_session_endpoint = "https://as.example/logout";
  world_.transport.answer(openid, 200, document);
  const ServerMetadata server = found();
  EXPECT_EQ(server.end_session_endpoint, "https://as.example/logout");
  EXPECT_FALSE(server.unusable.contains("end_session_endpoint"));
}

}  // namespace
}  // namespace oauthctl
