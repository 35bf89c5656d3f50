#include "http/patient_transport.h"

#include <gtest/gtest.h>

#include <stdexcept>
#include <vector>

namespace oauthctl {
namespace {

using std::chrono::seconds;

/// Gives its answers in order, and repeats the last one forever.
struct Answers : Transport {
  explicit Answers(std::vector<HttpResponse> list) : answers(std::move(list)) {}
  HttpResponse send(const HttpRequest& request) override {
    bodies.push_back(request.body.reveal());
    return answers[std::min(bodies.size(), answers.size()) - 1];
  }
  std::vector<HttpResponse> answers;
  std::vector<std::string> bodies;
};

HttpResponse answer(int status, Params headers = {}) {
  HttpResponse response;
  response.status = status;
  response.headers = std::move(headers);
  return response;
}

HttpRequest repeatable() {
  HttpRequest request;
  request.may_repeat = true;
  request.body = Secret("a=b");
  return request;
}

struct Outcome {
  int status = 0;
  std::size_t requests = 0;
  std::vector<seconds> waits;
  friend bool operator==(const Outcome&, const Outcome&) = default;
};

Outcome send(const HttpResponse& first, const HttpRequest& request = repeatable()) {
  Answers inner({first, answer(200)});
  Outcome outcome;
  PatientTransport transport(inner, [&](seconds time) { outcome.waits.push_back(time); });
  outcome.status = transport.send(request).status;
  outcome.requests = inner.bodies.size();
  return outcome;
}

const std::string date = "Fri, 20 Nov 2026 21:24:00 GMT";

TEST(PatientTransport, NeverRepeatsWhatMayBePresentedOnce) {
  HttpRequest once = repeatable();
  once.may_repeat = false;
  EXPECT_EQ(send(answer(503, {{"retry-after", "1"}}), once), (Outcome{503, 1, {}}));
}

TEST(PatientTransport, NeverRepeatsWhatWentToASink) {
  HttpRequest streamed = repeatable();
  streamed.sink = [](const HttpResponse&, std::string_view) {};
  EXPECT_EQ(send(answer(503, {{"retry-after", "1"}}), streamed), (Outcome{503, 1, {}}));
}

TEST(PatientTransport, HandsOnOtherStatuses) {
  for (const int status : {200, 301, 400, 401, 408, 500, 502, 504}) {
    EXPECT_EQ(send(answer(status, {{"retry-after", "1"}})), (Outcome{status, 1, {}})) << status;
  }
}

TEST(PatientTransport, DoesNotGuessAWait) {
  EXPECT_EQ(send(answer(503)), (Outcome{503, 1, {}}));
  EXPECT_EQ(send(answer(503, {{"retry-after", "1"}, {"retry-after", "2"}})), (Outcome{503, 1, {}}));
}

TEST(PatientTransport, PassesOverAbsurdWaits) {
  for (const char* value :
       {"11", "3600", "99999999999999999999", "-1", "1.5", "1s", "soon", "", "0x1", " 1",
        "Fri, 20 Nov 2026 21:24:11 GMT", "Fri, 20 Nov 2026 21:23:59 GMT", "Thu, 01 Jan 1970 00:00:00 GMT",
        "Fri, 31 Dec 9999 23:59:59 GMT", "Fri, 99 Nov 2026 21:24:01 GMT"}) {
    EXPECT_EQ(send(answer(429, {{"date", date}, {"retry-after", value}})), (Outcome{429, 1, {}})) << value;
  }
}

TEST(PatientTransport, PassesOverADateWithoutTheServersOwn) {
  EXPECT_EQ(send(answer(429, {{"retry-after", "Fri, 20 Nov 2026 21:24:02 GMT"}})), (Outcome{429, 1, {}}));
}

TEST(PatientTransport, WaitsTheSecondsAndRepeatsTheSameRequest) {
  for (const int status : {429, 503}) {
    EXPECT_EQ(send(answer(status, {{"retry-after", "2"}})), (Outcome{200, 2, {seconds(2)}})) << status;
  }
  EXPECT_EQ(send(answer(503, {{"retry-after", "0"}})), (Outcome{200, 2, {seconds(0)}}));
  EXPECT_EQ(send(answer(503, {{"retry-after", "10"}})), (Outcome{200, 2, {seconds(10)}}));
  Answers inner({answer(503, {{"retry-after", "1"}}), answer(200)});
  PatientTransport(inner, [](seconds) {}).send(repeatable());
  EXPECT_EQ(inner.bodies, (std::vector<std::string>{"a=b", "a=b"}));
}

TEST(PatientTransport, WaitsUntilADateByTheServersClock) {
  EXPECT_EQ(send(answer(503, {{"date", date}, {"retry-after", "Fri, 20 Nov 2026 21:24:03 GMT"}})),
            (Outcome{200, 2, {seconds(3)}}));
  EXPECT_EQ(send(answer(503, {{"date", date}, {"retry-after", "Friday, 20-Nov-26 21:24:03 GMT"}})),
            (Outcome{200, 2, {seconds(3)}}));
}

TEST(PatientTransport, RepeatsOnce) {
  Answers inner({answer(503, {{"retry-after", "1"}})});
  PatientTransport transport(inner, [](seconds) {});
  EXPECT_EQ(transport.send(repeatable()).status, 503);
  EXPECT_EQ(inner.bodies.size(), 2U);
}

TEST(PatientTransport, EndsWhenTheWaitIsInterrupted) {
  Answers inner({answer(503, {{"retry-after", "1"}}), answer(200)});
  PatientTransport transport(inner, [](seconds) { throw std::runtime_error("interrupted"); });
  EXPECT_THROW(transport.send(repeatable()), std::runtime_error);
  EXPECT_EQ(inner.bodies.size(), 1U);
}

}  // namespace
}  // namespace oauthctl
