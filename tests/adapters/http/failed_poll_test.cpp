#include <gtest/gtest.h>
#include <poll.h>

#include <cerrno>

#include "adapters/http/expect_error.h"

namespace {

/// How many of this thread's next waits for an answer fail. libcurl itself gives up a connection that it cannot wait
/// for.
thread_local int failures = 0;

}  // namespace

/// libcurl calls this one: a program's functions come before those of its libraries. It has a name of its own here,
/// because the system's header says that poll reads nothing.
extern "C" [[gnu::visibility("default")]] int poll_or_fail(pollfd* descriptors, nfds_t count,
                                                           int milliseconds) asm("poll");

int poll_or_fail(pollfd* descriptors, nfds_t count, int milliseconds) {
  if (failures > 0 && count > 0 && descriptors->events == POLLIN) {
    --failures;
    errno = ENOMEM;
    return -1;
  }
  const timespec limit{milliseconds / 1000, milliseconds % 1000 * 1'000'000L};
  return ppoll(descriptors, count, milliseconds < 0 ? nullptr : &limit, nullptr);
}

namespace oauthctl::testing {
namespace {

/// The kernel has no memory for a moment: the server may have spent a refresh token, and answers once.
TEST(CurlTransport, ReadsTheAnswerAlthoughAWaitForItFailed) {
  ScriptedServer server({[](Connection& connection) {
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
    connection.send(http_answer("200 OK", "", "{}"));
  }});
  CurlTransport transport({});
  failures = 5;
  EXPECT_EQ(transport.send(post(server.url("/token"), "a=b")).body, "{}");
  EXPECT_EQ(failures, 0);
  EXPECT_EQ(server.received().size(), 1U);
}

TEST(CurlTransport, WaitsNoLongerThanItWouldIfEachWaitFails) {
  ScriptedServer server({reply_and_hold("")});
  CurlTransport transport({});
  HttpRequest request = post(server.url("/token"), "a=b");
  request.timeout = std::chrono::milliseconds(300);
  failures = 1'000'000;
  const Error error = error_of([&] { transport.send(request); });
  failures = 0;
  EXPECT_EQ(error.kind(), ErrorKind::unavailable);
  EXPECT_NE(error.message().find("no complete answer within"), std::string::npos) << error.message();
}

}  // namespace
}  // namespace oauthctl::testing
