#include <gmock/gmock.h>

#include <chrono>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "conversation.h"
#include "support/temporary_directory.h"
#include "support/text_file.h"

namespace oauthctl::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::ThrowsMessage;

class DevServerFaults : public ::testing::Test {
 protected:
  Params token() const {
    const std::string field = read_file(directory_ / "faults");
    return bearer(field.substr(field.rfind(' ') + 1, 43));
  }
  void fault(const nlohmann::json& fault) { ASSERT_EQ(post_json(server_, "/faults", fault, token()).status, 204); }
  Answer ask() { return post(server_, "/token", {{"grant_type", "client_credentials"}}, basic(server_)); }

  TemporaryDirectory directory_;
  DevServer server_{{"--auto-approve", "--faults-header-file", directory_ / "faults"}};
};

TEST_F(DevServerFaults, RefuseWhatMakesNoSense) {
  EXPECT_EQ(post_json(server_, "/faults", {{"status", 500}}, token()).status, 400);
  EXPECT_EQ(post_json(server_, "/faults", {{"endpoint", "token"}, {"status", 1000}}, token()).status, 400);
  EXPECT_EQ(post_json(server_, "/faults", {{"endpoint", "tokens"}, {"status", 500}}, token()).status, 400);
  EXPECT_EQ(post(server_, "/faults", {{"endpoint", "token"}}, token()).status, 415);
}

TEST_F(DevServerFaults, AreForThoseWhoCanReadTheirToken) {
  const nlohmann::json page = {{"endpoint", "home"}, {"status", 200}, {"body", "<script>"}};
  for (const Params& headers : {Params{}, bearer("x"), bearer(""), basic("oauthctl-dev", "x")}) {
    const Answer answer = post_json(server_, "/faults", page, headers);
    EXPECT_EQ(answer.status, 401);
    EXPECT_EQ(answer.error(), "invalid_token");
    EXPECT_EQ(send("DELETE", server_.issuer() + "/faults", headers).status, 401);
  }
  EXPECT_THAT(get(server_, "/").body, Not(HasSubstr("<script>")));
  EXPECT_EQ(std::filesystem::status(directory_ / "faults").permissions(), std::filesystem::perms(0600));
}

TEST_F(DevServerFaults, AreNothingThatAServerTakesUnlessItIsTold) {
  const DevServer server;
  EXPECT_EQ(post_json(server, "/faults", {{"endpoint", "token"}, {"status", 500}}, token()).status, 404);
  EXPECT_EQ(send("DELETE", server.issuer() + "/faults", token()).status, 404);
}

TEST_F(DevServerFaults, AnswerInsteadOfTheEndpointAsOftenAsToldTo) {
  fault({{"endpoint", "token"}, {"status", 429}, {"count", 2}, {"headers", {{"Retry-After", "1"}}}, {"body", "later"}});
  for (int i = 0; i < 2; ++i) {
    const Answer answer = ask();
    EXPECT_EQ(answer.status, 429);
    EXPECT_EQ(answer.header("retry-after"), "1");
    EXPECT_EQ(answer.body, "later");
  }
  EXPECT_EQ(ask().status, 200);
  EXPECT_EQ(server_.stats().at("requests").at("token"), 3);
}

TEST_F(DevServerFaults, CanReplaceTheContentType) {
  fault({{"endpoint", "token"}, {"status", 200}, {"headers", {{"Content-Type", "text/html"}}}, {"body", "<p>"}});
  EXPECT_EQ(ask().header("content-type"), "text/html");
}

TEST_F(DevServerFaults, CanBeTakenBack) {
  fault({{"endpoint", "token"}, {"status", 500}});
  EXPECT_EQ(send("DELETE", server_.issuer() + "/faults", token()).status, 204);
  EXPECT_EQ(ask().status, 200);
}

TEST_F(DevServerFaults, DelayAnAnswer) {
  fault({{"endpoint", "token"}, {"delay_ms", 120}});
  const auto before = std::chrono::steady_clock::now();
  EXPECT_EQ(ask().status, 200);
  EXPECT_GE(std::chrono::steady_clock::now() - before, std::chrono::milliseconds(120));
}

TEST_F(DevServerFaults, LoseTheAnswerToWorkThatWasDone) {
  const std::string refresh_token = sign_in(server_).at("refresh_token");
  fault({{"endpoint", "token"}, {"lose_answer", true}});
  EXPECT_THAT([&] { refresh(server_, refresh_token); }, ThrowsMessage<std::runtime_error>(HasSubstr("partial file")));
  EXPECT_THAT(refresh(server_, refresh_token).body, HasSubstr("used before"));
}

TEST_F(DevServerFaults, SendABodyWithoutEnd) {
  fault({{"endpoint", "token"}, {"status", 200}, {"endless", true}});
  EXPECT_THAT([&] { ask(); }, ThrowsMessage<std::runtime_error>(HasSubstr("Failed writing received data")));
}

}  // namespace
}  // namespace oauthctl::testing
