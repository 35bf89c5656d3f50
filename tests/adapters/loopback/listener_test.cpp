#include "loopback/listener.h"

#include <gmock/gmock.h>
#include <sys/wait.h>

#include <atomic>
#include <csignal>
#include <thread>

#include "adapters/loopback/waiting_login.h"
#include "base/interrupt.h"
#include "oauthctl/error.h"

namespace oauthctl {
namespace {

using std::chrono::milliseconds;
using testing::AllOf;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

const Params our_answer{{"code", "a"}, {"state", "ours"}};

LoopbackOptions impatient(int request_patience_ms) {
  LoopbackOptions options;
  options.limits.patience = milliseconds(request_patience_ms);
  return options;
}

/// Plays the browser: brings the answer, and waits for the page.
Stranger answer(const WaitingLogin& login, const std::string& address = "127.0.0.1") {
  Stranger browser(login.port(), address);
  browser.send(login.good_request());
  return browser;
}

TEST(LoopbackListener, TurnsStrangersAwayAndGoesOn) {
  WaitingLogin login;
  const std::string host = login.host();
  const std::vector<std::pair<std::string, std::string>> strangers{
      {"400", login.request("?code=a&state=theirs")},
      {"400", login.request("?code=a")},
      {"400", login.request("?code=a&state=ours&state=ours")},
      {"400", login.request("?error=access_denied")},
      {"400", login.request("?code=%zz&state=ours")},
      {"400", login.request("")},
      {"404", get_request("/favicon.ico", host)},
      {"404", get_request("/?code=a&state=ours", host)},
      {"421", get_request("/callback?code=a&state=ours", "evil.example")},
      {"421", get_request("/callback?code=a&state=ours", "localhost:" + std::to_string(login.port()))},
      {"405", "HEAD /callback?code=a&state=ours HTTP/1.1\r\nHost: " + host + "\r\n\r\n"},
      {"405", "OPTIONS /callback HTTP/1.1\r\nHost: " + host + "\r\nOrigin: https://evil.example\r\n\r\n"},
      {"400", "GET /callback?code=a&state=ours HTTP/1.1\r\n\r\n"},
      {"400", "\x16\x03\x01\x02\r\n\r\n"},
  };
  for (const auto& [status, request] : strangers) {
    EXPECT_THAT(login.response_to(request), AllOf(StartsWith("HTTP/1.1 " + status), EndsWith("</html>\n"))) << request;
  }
  EXPECT_TRUE(login.is_waiting());
  const Stranger browser = answer(login);
  EXPECT_EQ(login.answer(), our_answer);
  EXPECT_EQ(login.listener().rejected(), strangers.size());
}

TEST(LoopbackListener, TurnsStrangersFormsAwayAndGoesOn) {
  WaitingLogin login;
  const std::string host = login.host();
  const std::string good = "code=a&state=ours";
  const std::string type = "Content-Type: application/x-www-form-urlencoded\r\n";
  const std::vector<std::pair<std::string, std::string>> strangers{
      {"400", login.form("code=a&state=theirs")},
      {"400", login.form("code=a")},
      {"400", login.form("code=a&state=ours&state=ours")},
      {"400", login.form("error=access_denied")},
      {"400", login.form("code=%zz&state=ours")},
      {"400", login.form("")},
      {"400", post_request("/callback?" + good, host, "")},
      {"400", post_request("/callback", host, good, type + "Transfer-Encoding: chunked\r\n")},
      {"400", post_request("/callback", host, good, type + "Content-Length: 17\r\n")},
      {"404", post_request("/", host, good)},
      {"405", "PUT " + login.good_form().substr(5)},
      {"411", "POST /callback HTTP/1.1\r\nHost: " + host + "\r\n" + type + "\r\n" + good},
      {"413", "POST /callback HTTP/1.1\r\nHost: " + host + "\r\n" + type + "Content-Length: 1000000\r\n\r\n"},
      {"415", post_request("/callback", host, good, "")},
      {"415", post_request("/callback", host, good, "Content-Type: text/plain\r\n")},
      {"415", post_request("/callback", host, good, "Content-Type: multipart/form-data; boundary=a\r\n")},
      {"421", post_request("/callback", "evil.example", good)},
  };
  for (const auto& [status, request] : strangers) {
    EXPECT_THAT(login.response_to(request), AllOf(StartsWith("HTTP/1.1 " + status), EndsWith("</html>\n"))) << request;
  }
  EXPECT_TRUE(login.is_waiting());
  const Stranger browser(login.port());
  browser.send(login.good_form());
  EXPECT_EQ(login.answer(), our_answer);
  EXPECT_EQ(login.listener().rejected(), strangers.size());
}

TEST(LoopbackListener, NeverReflectsWhatItWasSent) {
  const WaitingLogin login;
  const std::string marker = "<script>marker</script>";
  for (const auto& request :
       {login.request("?code=marker&state=marker"), login.request("?" + marker), get_request("/marker", login.host()),
        get_request("/callback", "marker.example"), "marker /callback HTTP/1.1\r\nHost: " + login.host() + "\r\n\r\n",
        login.form("code=marker&state=" + marker),
        post_request("/callback", login.host(), marker, "marker: marker\r\n"),
        "GET /callback HTTP/1.1\r\nHost: " + login.host() + "\r\nmarker: marker\r\n\r\n", marker + "\r\n\r\n"}) {
    EXPECT_THAT(login.response_to(request), AllOf(EndsWith("</html>\n"), Not(HasSubstr("marker")))) << request;
  }
}

TEST(LoopbackListener, RefusesARequestOfAMegabyte) {
  const WaitingLogin login;
  const Stranger stranger(login.port());
  // A browser whose request is cut off shows its own error and not the page.
  EXPECT_TRUE(stranger.send(login.request("?state=ours&code=" + std::string(1 << 20, 'a'))));
  EXPECT_THAT(stranger.read_all(), AllOf(StartsWith("HTTP/1.1 431"), EndsWith("</html>\n")));
  EXPECT_TRUE(login.is_waiting());
}

TEST(LoopbackListener, RefusesAFormOfAMegabyte) {
  const WaitingLogin login;
  const Stranger stranger(login.port());
  EXPECT_TRUE(stranger.send(login.form("state=ours&code=" + std::string(1 << 20, 'a'))));
  EXPECT_THAT(stranger.read_all(), AllOf(StartsWith("HTTP/1.1 413"), EndsWith("</html>\n")));
  EXPECT_TRUE(login.is_waiting());
}

TEST(LoopbackListener, TakesAFormAsLargeAsAnswersGet) {
  WaitingLogin login;
  const std::string code(60'000, 'a');
  const Stranger browser(login.port());
  browser.send(login.form("state=ours&code=" + code));
  EXPECT_EQ(login.answer(), (Params{{"state", "ours"}, {"code", code}}));
}

TEST(LoopbackListener, CutsOffAFormWhoseBodyDoesNotCome) {
  WaitingLogin login(impatient(100));
  const std::string form = login.good_form();
  EXPECT_THAT(login.response_to(form.substr(0, form.size() - 1)),
              AllOf(StartsWith("HTTP/1.1 408"), EndsWith("</html>\n")));
  EXPECT_THAT(login.response_to(form.substr(0, form.find("code="))), StartsWith("HTTP/1.1 408"));
  const Stranger browser = answer(login);
  EXPECT_EQ(login.answer(), our_answer);
}

TEST(LoopbackListener, RefusesFieldsThatNeverEnd) {
  WaitingLogin login;
  const Stranger stranger(login.port());
  stranger.send("GET /callback?code=a&state=ours HTTP/1.1\r\n");
  for (int i = 0; i < 2000; ++i) stranger.send("X-Field: value\r\n");
  EXPECT_THAT(stranger.read_all(), StartsWith("HTTP/1.1 431"));
  EXPECT_TRUE(login.is_waiting());
}

TEST(LoopbackListener, ClosesAConnectionThatSaysNothing) {
  const WaitingLogin login(impatient(50));
  EXPECT_TRUE(Stranger(login.port()).closed_within(5000));
}

TEST(LoopbackListener, CutsOffARequestThatDripsIn) {
  WaitingLogin login(impatient(200));
  const Stranger stranger(login.port());
  const std::string request = login.good_request();
  std::size_t sent = 0;
  while (sent < request.size() && !stranger.hears_within(20)) stranger.send(request.substr(sent++, 1));
  EXPECT_LT(sent, request.size());
  EXPECT_THAT(stranger.read_all(), StartsWith("HTTP/1.1 408"));
  const Stranger browser = answer(login);
  EXPECT_EQ(login.answer(), our_answer);
  EXPECT_EQ(login.listener().rejected(), 1U);
}

TEST(LoopbackListener, TellsAStrangerThatItWasTooSlow) {
  const WaitingLogin login(impatient(50));
  EXPECT_THAT(login.response_to("GET /callback"), AllOf(StartsWith("HTTP/1.1 408"), EndsWith("</html>\n")));
}

TEST(LoopbackListener, IsNotBlockedByHundredsOfSilentConnections) {
  WaitingLogin login;
  std::vector<Stranger> strangers;
  for (int i = 0; i < 300; ++i) {
    strangers.emplace_back(login.port());
    strangers.back().send("GET /callback?code=a");
  }
  const Stranger browser = answer(login);
  EXPECT_EQ(login.answer(), our_answer);
}

TEST(LoopbackListener, EndsTheOldestConnectionWhenThereAreTooMany) {
  LoopbackOptions options;
  options.limits.most = 4;
  const WaitingLogin login(options);
  std::vector<Stranger> strangers;
  for (int i = 0; i < 5; ++i) strangers.emplace_back(login.port());
  EXPECT_TRUE(strangers.front().closed_within(5000));
  EXPECT_FALSE(strangers[1].closed_within(100));
}

TEST(LoopbackListener, FindsTheAnswerInTheMiddleOfJunk) {
  WaitingLogin login;
  std::atomic<bool> stop = false;
  std::vector<std::future<void>> floods;
  for (int i = 0; i < 4; ++i) {
    floods.push_back(std::async(std::launch::async, [&] {
      while (!stop) {
        const Stranger stranger(login.port());
        if (!stranger.connected() || !stranger.send(login.request("?code=a&state=theirs"))) return;
      }
    }));
  }
  std::this_thread::sleep_for(milliseconds(100));
  const Stranger browser = answer(login);
  EXPECT_EQ(login.answer(), our_answer);
  stop = true;
}

TEST(LoopbackListener, TakesAnAnswerThatComesInPieces) {
  WaitingLogin login;
  const Stranger browser(login.port());
  const std::string request = login.good_request();
  for (const char c : request) browser.send(std::string(1, c));
  EXPECT_EQ(login.answer(), our_answer);
}

TEST(LoopbackListener, TakesAFormThatComesInPieces) {
  WaitingLogin login;
  const Stranger browser(login.port());
  for (const char c : login.good_form()) browser.send(std::string(1, c));
  EXPECT_EQ(login.answer(), our_answer);
}

TEST(LoopbackListener, IgnoresWhatFollowsInTheSameConnection) {
  WaitingLogin login;
  EXPECT_THAT(login.response_to(login.request("?code=a&state=theirs") + login.good_request()),
              StartsWith("HTTP/1.1 400"));
  EXPECT_THAT(login.response_to(login.form("code=a&state=theirs") + login.good_form()), StartsWith("HTTP/1.1 400"));
  EXPECT_TRUE(login.is_waiting());
  const Stranger browser(login.port());
  browser.send(login.good_form() + login.request("?code=b&state=theirs"));
  EXPECT_EQ(login.answer(), our_answer);
}

TEST(LoopbackListener, HearsABrowserOutThatSendsMore) {
  WaitingLogin login;
  const Stranger browser(login.port());
  auto sent =
      std::async(std::launch::async, [&] { return browser.send(login.good_request() + std::string(16 << 20, 'x')); });
  EXPECT_EQ(login.answer(), our_answer);
  login.listener().finish(true);
  EXPECT_TRUE(sent.get()) << "a browser that cannot send may not read either";
  EXPECT_THAT(browser.read_all(), AllOf(StartsWith("HTTP/1.1 200"), EndsWith("</html>\n")));
}

TEST(LoopbackListener, ServesNobodyAfterTheAnswer) {
  WaitingLogin login;
  const Stranger idle(login.port());
  const Stranger browser = answer(login);
  EXPECT_EQ(login.answer(), our_answer);
  EXPECT_FALSE(Stranger(login.port()).connected());
  EXPECT_TRUE(idle.closed_within(5000));
}

TEST(LoopbackListener, HoldsTheBrowserUntilTheOutcomeIsKnown) {
  for (const bool signed_in : {false, true}) {
    WaitingLogin login;
    const Stranger browser = answer(login);
    EXPECT_EQ(login.answer(), our_answer);
    EXPECT_FALSE(browser.closed_within(100));
    login.listener().finish(signed_in);
    EXPECT_THAT(browser.read_all(), HasSubstr(signed_in ? "You are signed in" : "Sign-in failed"));
  }
}

TEST(LoopbackListener, SaysThatItFailedWhenNobodySaidOtherwise) {
  std::optional<Stranger> browser;
  {
    WaitingLogin login;
    browser = answer(login);
    EXPECT_EQ(login.answer(), our_answer);
  }
  EXPECT_THAT(browser->read_all(), HasSubstr("Sign-in failed"));
}

TEST(LoopbackListener, DoesNotMindABrowserThatLeftEarly) {
  for (const auto leave : {&Stranger::hang_up, &Stranger::abort}) {
    WaitingLogin login;
    Stranger browser = answer(login);
    EXPECT_EQ(login.answer(), our_answer);
    (browser.*leave)();
    login.listener().finish(true);
    login.listener().finish(true);
  }
}

TEST(LoopbackListener, DoesNotWaitForABrowserThatStays) {
  WaitingLogin login;
  const Stranger browser = answer(login);
  EXPECT_EQ(login.answer(), our_answer);
  const auto begin = std::chrono::steady_clock::now();
  login.listener().finish(true);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(5));
}

TEST(LoopbackListener, HearsBothStacksOfLocalhost) {
  for (const char* address : {"127.0.0.1", "::1"}) {
    LoopbackOptions options;
    options.redirect_uris = {"http://localhost/callback"};
    WaitingLogin login(options);
    const Stranger browser = answer(login, address);
    EXPECT_EQ(login.answer(), our_answer) << address;
  }
}

TEST(LoopbackListener, GivesUpInTime) {
  WaitingLogin login({}, milliseconds(50));
  const Stranger stranger(login.port());
  try {
    login.answer();
    FAIL() << "the wait ended without an answer";
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::timeout);
    EXPECT_THAT(error.hint().text(), HasSubstr("--timeout"));
  }
}

/// Takes every descriptor that this process may still open.
std::vector<FileDescriptor> hoard_descriptors() {
  std::vector<FileDescriptor> hoard;
  while (FileDescriptor taken{dup(STDERR_FILENO)}) hoard.push_back(std::move(taken));
  return hoard;
}

TEST(LoopbackListener, WaitsForDescriptorsThatOthersHold) {
  WaitingLogin login;
  auto hoard = hoard_descriptors();
  hoard.pop_back();  // the browser's end; the listener's end finds none
  const Stranger browser = answer(login);
  std::this_thread::sleep_for(milliseconds(20));
  EXPECT_TRUE(login.is_waiting());
  hoard.clear();
  EXPECT_EQ(login.answer(), our_answer);
}

TEST(LoopbackListener, DropsASilentStrangerForWantOfDescriptors) {
  WaitingLogin login;
  const Stranger silent(login.port());
  login.response_to("\r\n\r\n");  // was accepted after the silent one
  auto hoard = hoard_descriptors();
  hoard.pop_back();
  const Stranger browser = answer(login);
  EXPECT_EQ(login.answer(), our_answer);
  EXPECT_TRUE(silent.closed_within(5000));
}

TEST(LoopbackListener, EndsOnASignal) {
  const pid_t child = fork();
  if (child == 0) {
    note_interrupts();
    RecordedNotices notices;
    LoopbackListener listener({}, notices);
    raise(SIGTERM);
    try {
      listener.wait(WaitingLogin::has_our_state, std::chrono::seconds(20));
    } catch (const Error& error) {
      _exit(exit_code(error.kind()));
    }
    _exit(0);
  }
  int status = 0;
  ASSERT_EQ(waitpid(child, &status, 0), child);
  EXPECT_EQ(WEXITSTATUS(status), 130);
}

TEST(LoopbackListener, GivesThePageForFragmentsWhereOneIsAwaitedAndNowhereElse) {
  const WaitingLogin other;
  EXPECT_THAT(other.response_to(other.request("")), StartsWith("HTTP/1.1 400"));
  WaitingLogin login(in_fragment);
  EXPECT_THAT(login.response_to(login.request("?x=1")), StartsWith("HTTP/1.1 400"));
  EXPECT_THAT(login.response_to(login.form("code=a&state=ours")), StartsWith("HTTP/1.1 403"));
  for (int reload = 0; reload < 2; ++reload)
    EXPECT_THAT(login.response_to(login.request("")), AllOf(StartsWith("HTTP/1.1 200"), HasSubstr("location.hash")));
  EXPECT_TRUE(login.is_waiting());
  const Stranger browser(login.port());
  browser.send(post_request("/callback", login.host(), "code=a&state=ours",
                            "Content-Type: application/x-www-form-urlencoded\r\nOrigin: http://" + login.host() +
                                "\r\nSec-Fetch-Site: same-origin\r\n"));
  EXPECT_EQ(login.answer(), our_answer);
  EXPECT_EQ(login.listener().rejected(), 2U);
  login.listener().finish(true);
  EXPECT_THAT(browser.read_all(), HasSubstr("You are signed in"));
}

/// Who the next visitor is.
std::atomic<Visitor> next_visitor;

/// An address that leads on, visited while the listener waits.
struct Departing {
  static LoopbackOptions options() {
    LoopbackOptions out;
    out.who_is_at = [](int) { return next_visitor.load(); };
    return out;
  }
  /// The response to a GET for that path.
  std::string visit(const std::string& path, Visitor visitor, const char* method = "GET") {
    next_visitor = visitor;
    const auto url = Url::parse(listener.redirect_uri()).value();
    const Stranger stranger(url.port);
    stranger.send(std::string(method) + ' ' + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(url.port) +
                  "\r\n\r\n");
    return stranger.read_all();
  }
  std::string visit(Visitor visitor) { return visit("/browser/one-time", visitor); }
  std::future<Params> wait() {
    return std::async(std::launch::async,
                      [this] { return listener.wait(WaitingLogin::has_our_state, std::chrono::seconds(20)); });
  }

  RecordedNotices notices;
  LoopbackListener listener{options(), notices};
  std::string address = listener.lead_on({"https://as.example/authorize?state=s&x=%27"}, Secret("one-time"));
};

TEST(LoopbackListener, LeadsTheBrowserOnFromAnAddressThatSaysNothing) {
  Departing departing;
  EXPECT_THAT(departing.address, EndsWith("/browser/one-time"));
  auto visited =
      std::async(std::launch::async, [&] { return departing.listener.wait_for_visit(std::chrono::seconds(20)); });
  EXPECT_THAT(departing.visit("/browser/another", Visitor::ours), StartsWith("HTTP/1.1 404"));
  EXPECT_THAT(departing.visit("/browser/one-time?x", Visitor::ours), StartsWith("HTTP/1.1 404"));
  EXPECT_THAT(departing.visit("/browser/one-time", Visitor::ours, "HEAD"), StartsWith("HTTP/1.1 404"));
  const std::string response = departing.visit(Visitor::ours);
  EXPECT_THAT(response, StartsWith("HTTP/1.1 303"));
  EXPECT_THAT(response, HasSubstr("\r\nLocation: https://as.example/authorize?state=s&x=%27\r\n"));
  EXPECT_THAT(response, HasSubstr("\r\nReferrer-Policy: no-referrer\r\n"));
  EXPECT_THAT(response, HasSubstr("\r\nCache-Control: no-store\r\n"));
  EXPECT_TRUE(visited.get());
}

TEST(LoopbackListener, LeadsNoOtherUserOnAndGoesOn) {
  Departing departing;
  auto wait = departing.wait();
  EXPECT_THAT(departing.visit(Visitor::another_user), AllOf(StartsWith("HTTP/1.1 403"), Not(HasSubstr("state"))));
  EXPECT_THAT(departing.visit(Visitor::ours), StartsWith("HTTP/1.1 303"));
  EXPECT_THAT(departing.visit(Visitor::ours), StartsWith("HTTP/1.1 303")) << "a reload";
  EXPECT_THAT(departing.visit(Visitor::another_user), AllOf(StartsWith("HTTP/1.1 410"), Not(HasSubstr("state"))));
  EXPECT_THAT(departing.visit(Visitor::unknown), AllOf(StartsWith("HTTP/1.1 410"), Not(HasSubstr("state"))));
  departing.visit("/callback?code=a&state=ours", Visitor::ours);
  EXPECT_EQ(wait.get(), our_answer);
  EXPECT_EQ(departing.listener.rejected(), 3U);
  EXPECT_THAT(departing.notices.told(), testing::Each(HasSubstr("another user of this machine")));
}

TEST(LoopbackListener, EndsTheWaitIfTheFirstVisitorMayHaveBeenAStranger) {
  for (const Visitor second : {Visitor::unknown, Visitor::ours}) {
    Departing departing;
    auto wait = departing.wait();
    EXPECT_THAT(departing.visit(Visitor::unknown), StartsWith("HTTP/1.1 303"));
    EXPECT_THAT(departing.visit(second), StartsWith("HTTP/1.1 410"));
    try {
      wait.get();
      FAIL();
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), ErrorKind::refused);
      EXPECT_THAT(error.message(), HasSubstr("visited twice"));
    }
  }
}

TEST(LoopbackListener, LeadsToTheWebAlone) {
  RecordedNotices notices;
  LoopbackListener listener({}, notices);
  for (const char* url : {"file:///etc/passwd", "javascript:alert(1)", "https://a.example/\r\nSet-Cookie: x", "", "-x"})
    EXPECT_THROW(listener.lead_on({url}, Secret("n")), Error) << url;
}

}  // namespace
}  // namespace oauthctl
