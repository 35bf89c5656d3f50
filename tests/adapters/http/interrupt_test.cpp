#include "base/interrupt.h"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <csignal>
#include <functional>
#include <stdexcept>
#include <string>
#include <thread>

#include "adapters/http/expect_error.h"

namespace oauthctl::testing {
namespace {

using MakeRequest = std::function<HttpRequest(const std::string& url)>;

HttpRequest plain(const std::string& url) {
  return get(url);
}

/// A process that sends a request to the server that it is told. A noted signal stays noted, so it must not be this
/// process. It is made before the server has threads, because a sanitizer's locks do not survive a fork beside them.
class Requester {
 public:
  explicit Requester(const MakeRequest& make = plain) {
    int ends[2] = {};
    if (pipe(ends) != 0) throw std::runtime_error("no pipe");
    child_ = fork();
    url_ = ends[1];
    if (child_ == 0) send(make, ends[0]);
    close(ends[0]);
  }
  ~Requester() { close(url_); }

  /// Its exit code if it gets a SIGINT `later` than the server has read the request.
  int exit_code_after_signal(ScriptedServer& server, std::chrono::milliseconds later = std::chrono::milliseconds(0)) {
    const std::string url = server.url();
    EXPECT_EQ(write(url_, url.data(), url.size()), static_cast<ssize_t>(url.size()));
    server.wait_for(1);
    std::this_thread::sleep_for(later);
    kill(child_, SIGINT);
    int status = 0;
    waitpid(child_, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }

 private:
  [[noreturn]] static void send(const MakeRequest& make, int end) {
    std::array<char, 200> url = {};
    const ssize_t length = read(end, url.data(), url.size());
    note_interrupts();
    CurlTransport transport({});
    try {
      _exit(transport.send(make({url.data(), static_cast<std::size_t>(length)})).status == 200 ? 0 : 99);
    } catch (const Error& error) {
      _exit(exit_code(error.kind()));
    }
  }

  pid_t child_ = -1;
  int url_ = -1;
};

TEST(Interrupt, EndsARequestThatMayBeCutShort) {
  Requester requester;
  ScriptedServer server({reply_and_hold("")});
  const auto start = std::chrono::steady_clock::now();
  EXPECT_EQ(requester.exit_code_after_signal(server), 130);
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(5));
}

TEST(Interrupt, LetsAnAnswerThatHasBegunComeWhole) {
  Requester requester;
  ScriptedServer server({[](Connection& connection) {
    connection.send("HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\nthe");
    connection.pause(std::chrono::milliseconds(900));
    connection.send(" code");
  }});
  EXPECT_EQ(requester.exit_code_after_signal(server, std::chrono::milliseconds(500)), 0);
}

TEST(Interrupt, DoesNotWaitForAnAnswerThatStops) {
  Requester requester;
  ScriptedServer server({reply_and_hold("HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\nthe")});
  const auto start = std::chrono::steady_clock::now();
  EXPECT_EQ(requester.exit_code_after_signal(server), 130);
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(5));
}

TEST(Interrupt, TellsWhyItDoesNotCutShort) {
  Requester requester([](const std::string& url) {
    HttpRequest request = get(url);
    request.interruptible = false;
    request.when_interrupted = [] { _exit(77); };
    return request;
  });
  ScriptedServer server({[](Connection& connection) {
    connection.pause(std::chrono::milliseconds(1500));
    connection.send(http_answer("200 OK", "", "the rotated token"));
  }});
  EXPECT_EQ(requester.exit_code_after_signal(server), 77);
}

TEST(Interrupt, LetsARenewalFinish) {
  Requester requester([](const std::string& url) {
    HttpRequest request = get(url);
    request.interruptible = false;
    return request;
  });
  ScriptedServer server({[](Connection& connection) {
    connection.pause(std::chrono::milliseconds(1500));
    connection.send(http_answer("200 OK", "", "the rotated token"));
  }});
  EXPECT_EQ(requester.exit_code_after_signal(server), 0);
}

}  // namespace
}  // namespace oauthctl::testing
