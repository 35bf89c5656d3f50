#include "http/trace.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "oauthctl/error.h"

namespace oauthctl {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

struct Answering : Transport {
  HttpResponse send(const HttpRequest& request) override {
    if (failure) throw Error(*failure);
    if (request.sink) request.sink(answer, "streamed");
    return answer;
  }
  HttpResponse answer;
  std::optional<Error> failure;
};

class Trace : public ::testing::Test {
 protected:
  Trace() {
    secrets_.name_by([](std::string_view value) { return std::to_string(value.size()); });
  }

  HttpResponse send(TraceLevel level) {
    TracingTransport transport(
        inner_, redactor_, level, [&](const std::string& text) { lines_.push_back(text); },
        [&] { return std::chrono::steady_clock::time_point(std::chrono::milliseconds(41 * ticks_++)); });
    return transport.send(request_);
  }

  Answering inner_;
  KnownSecrets secrets_;
  Redactor redactor_{secrets_};
  HttpRequest request_;
  std::vector<std::string> lines_;
  int ticks_ = 0;
};

class TraceOfARefresh : public Trace {
 protected:
  TraceOfARefresh() {
    request_.method = "POST";
    request_.url = "https://host/token?trace=abcdef";
    request_.headers = {{"Content-Type", "application/x-www-form-urlencoded"}, {"Authorization", "Basic aWQ6cGFzcw=="}};
    request_.body = Secret("grant_type=refresh_token&refresh_token=old-token");
    inner_.answer.status = 200;
    inner_.answer.url = request_.url;
    inner_.answer.headers = {{"content-type", "application/json"}};
    inner_.answer.body = R"({"access_token":"new-token","token_type":"Bearer"})";
  }
};

TEST_F(TraceOfARefresh, IsSilentAndLearnsTheSecretsAllTheSame) {
  send(TraceLevel::silent);
  EXPECT_TRUE(lines_.empty());
  EXPECT_EQ(secrets_.clean_message("old-token new-token pass"), "[secret 9] [secret 9] [secret 4]");
}

TEST_F(TraceOfARefresh, IsOneLineInTheSummary) {
  EXPECT_EQ(send(TraceLevel::summary).body, inner_.answer.body);
  EXPECT_THAT(lines_, ElementsAre("POST https://host/token → 200, 50 bytes, 41 ms"));
}

TEST_F(TraceOfARefresh, HasHeadersAndBodiesInFull) {
  send(TraceLevel::full);
  EXPECT_THAT(
      lines_,
      ElementsAre("> POST https://host/token?trace=[secret 6]", "> content-type: application/x-www-form-urlencoded",
                  "> authorization: Basic [secret 12]", "> grant_type=refresh_token&refresh_token=[secret 9]",
                  "POST https://host/token → 200, 50 bytes, 41 ms", "< content-type: application/json",
                  R"(< {"access_token":"[secret 9]","token_type":"Bearer"})"));
}

TEST_F(TraceOfARefresh, TellsOfAFailureAndHandsItOn) {
  inner_.failure = Error(ErrorKind::unavailable, "cannot connect for old-token");
  EXPECT_THROW(send(TraceLevel::summary), Error);
  EXPECT_THAT(lines_, ElementsAre("POST https://host/token → no answer, 41 ms: cannot connect for [secret 9]"));
}

TEST_F(TraceOfARefresh, SaysWhereARedirectedAnswerCameFrom) {
  inner_.answer.url = "https://host/other?code=abc";
  send(TraceLevel::summary);
  EXPECT_THAT(lines_, ElementsAre("POST https://host/token → 200 from https://host/other, 50 bytes, 41 ms"));
}

TEST_F(TraceOfARefresh, CountsWhatIsStreamedAndLeavesItToTheSink) {
  std::string seen;
  request_.sink = [&](const HttpResponse& head, std::string_view piece) {
    seen = std::to_string(head.status) + std::string(piece);
  };
  inner_.answer.body.clear();
  send(TraceLevel::full);
  EXPECT_EQ(seen, "200streamed");
  EXPECT_THAT(lines_, ::testing::Contains("POST https://host/token → 200, 8 bytes, 41 ms"));
}

TEST_F(TraceOfARefresh, IsFitForATerminal) {
  inner_.answer.headers = {{"server", "evil\x1b]0;title\x07"}, {"content-type", "text/html"}};
  send(TraceLevel::full);
  EXPECT_THAT(lines_, ::testing::Contains("< server: evil]0;title"));
}

/// Twenty secrets, each in another place of an exchange whose server repeats all of them in unexpected places.
class TraceOfManySecrets : public Trace {
 protected:
  TraceOfManySecrets() {
    request_.method = "POST";
    request_.url = "https://host/token?state=" + secret(0) + "&unknown=" + secret(1) +
                   "&redirect_uri=http%3A%2F%2F127.0.0.1%2Fcb%3Fnonce%3D" + secret(2);
    request_.headers = {{"Content-Type", "application/x-www-form-urlencoded"},
                        {"authorization", "Bearer " + secret(3)},
                        {"Cookie", "sid=" + secret(4)},
                        {"DPoP", secret(5)},
                        {"X-Api-Key", secret(6)}};
    request_.body = Secret("grant_type=authorization_code&code=" + secret(7) + "&code_verifier=" + secret(8) +
                           "&client_secret=" + secret(9) + "&password=" + secret(10) + "&assertion=" + secret(11) +
                           "&device_code=" + secret(12) + "&refresh_token=" + secret(13));
    inner_.answer.status = 400;
    inner_.answer.url = "https://host/" + secret(3);
    inner_.answer.headers = {{"content-type", "application/json"},
                             {"set-cookie", "a=" + secret(14) + "; Path=/"},
                             {"location", "https://host/cb?code=" + secret(15) + "#access_token=" + secret(16)},
                             {"www-authenticate", "Bearer error=\"e\", error_description=\"" + echo() + "\""},
                             {"server", echo()},
                             {"x-echo", echo()}};
    inner_.answer.body = R"({"access_token":")" + secret(17) + R"(","id_token":")" + secret(18) +
                         R"(","nested":{"deep":[")" + secret(19) + R"("]},"error_description":")" + echo() +
                         R"(","scope":")" + echo() + R"("})";
  }

  static std::string secret(int number) { return "planted-" + std::to_string(100 + number); }
  static std::string echo() {
    std::string out;
    for (int i = 0; i < 20; ++i) out += secret(i) + ' ';
    return out;
  }
};

TEST_F(TraceOfManySecrets, ShowsNoneOfThem) {
  send(TraceLevel::full);
  inner_.failure = Error(ErrorKind::unavailable, echo());
  EXPECT_THROW(send(TraceLevel::full), Error);
  std::string all;
  for (const auto& line : lines_) all += line + '\n';
  EXPECT_THAT(all, ::testing::Not(HasSubstr("planted-")));
  EXPECT_THAT(all, HasSubstr("grant_type=authorization_code"));
  EXPECT_THAT(all, HasSubstr("\"scope\":\"[secret"));
}

}  // namespace
}  // namespace oauthctl
