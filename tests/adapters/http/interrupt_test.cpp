#include "base/interrupt.h"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <thread>

#include "adapters/http/expect_error.h"

namespace oauthctl::testing {
namespace {

/// The exit code of a process that sends `request` and gets a SIGINT `later` than the server has read it. A noted
/// signal stays noted, so it must not be this process.
int exit_code_after_signal(ScriptedServer& server, const HttpRequest& request,
                           std::chrono::milliseconds later = std::chrono::milliseconds(0)) {
  const pid_t child = fork();
  if (child == 0) {
    note_interrupts();
    CurlTransport transport({});
    try {
      _exit(transport.send(request).status == 200 ? 0 : 99);
    } catch (const Error& error) {
      _exit(exit_code(error.kind()));
    }
  }
  server.wait_for(1);
  std::this_thread::sleep_for(later);
  kill(child, SIGINT);
  int status = 0;
  waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

TEST(Interrupt, EndsARequestThatMayBeCutShort) {
  ScriptedServer server({reply_and_hold("")});
  const auto start = std::chrono::steady_clock::now();
  EXPECT_EQ(exit_code_after_signal(server, get(server.url())), 130);
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(5));
}

TEST(Interrupt, LetsAnAnswerThatHasBegunComeWhole) {
  ScriptedServer server({[](Connection& connection) {
    connection.send("HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\nthe");
    connection.pause(std::chrono::milliseconds(900));
    connection.send(" code");
  }});
  EXPECT_EQ(exit_code_after_signal(server, get(server.url()), std::chrono::milliseconds(500)), 0);
}

TEST(Interrupt, DoesNotWaitForAnAnswerThatStops) {
  ScriptedServer server({reply_and_hold("HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\nthe")});
  const auto start = std::chrono::steady_clock::now();
  EXPECT_EQ(exit_code_after_signal(server, get(server.url())), 130);
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(5));
}

TEST(Interrupt, TellsWhyItDoesNotCutShort) {
  ScriptedServer server({[](Connection& connection) {
    connection.pause(std::chrono::milliseconds(1500));
    connection.send(http_answer("200 OK", "", "the rotated token"));
  }});
  HttpRequest request = get(server.url());
  request.interruptible = false;
  request.when_interrupted = [] { _exit(77); };
  EXPECT_EQ(exit_code_after_signal(server, request), 77);
}

TEST(Interrupt, LetsARenewalFinish) {
  ScriptedServer server({[](Connection& connection) {
    connection.pause(std::chrono::milliseconds(1500));
    connection.send(http_answer("200 OK", "", "the rotated token"));
  }});
  HttpRequest request = get(server.url());
  request.interruptible = false;
  EXPECT_EQ(exit_code_after_signal(server, request), 0);
}

}  // namespace
}  // namespace oauthctl::testing
