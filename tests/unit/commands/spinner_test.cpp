#include "commands/terminal/spinner.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

namespace oauthctl::cli {
namespace {

using namespace std::chrono_literals;
using ::testing::MatchesRegex;

const Wait for_browser{"waiting for the browser", 5min, "if the browser shows an error, read it"};

TEST(Spinner, ShowsTheTimeLeft) {
  EXPECT_EQ(spinner_line(for_browser, 0ms, false), "| waiting for the browser, 5:00 left (Ctrl-C stops)");
  EXPECT_EQ(spinner_line(for_browser, 1999ms, false).substr(1), " waiting for the browser, 4:59 left (Ctrl-C stops)");
  EXPECT_EQ(spinner_line(for_browser, 299s, false).substr(1), " waiting for the browser, 0:01 left (Ctrl-C stops)");
  EXPECT_EQ(spinner_line(for_browser, 400s, false).substr(1), " waiting for the browser, 0:00 left (Ctrl-C stops)");
}

TEST(Spinner, Moves) {
  for (const bool utf8 : {false, true})
    EXPECT_NE(spinner_line(for_browser, 0ms, utf8), spinner_line(for_browser, 130ms, utf8));
}

std::string said_during(const GlobalOptions& options, std::chrono::milliseconds until_advice) {
  ::testing::internal::CaptureStderr();
  {
    Terminal terminal(options, [](const char*) { return std::nullopt; });
    const auto shown = show_wait(terminal, for_browser, until_advice);
    std::this_thread::sleep_for(300ms);
  }
  return ::testing::internal::GetCapturedStderr();
}

TEST(Spinner, GivesItsAdviceOnceAndDrawsNothingWithoutATerminal) {
  EXPECT_THAT(said_during({}, 1ms),
              MatchesRegex("oauthctl: still waiting \\(.:.. left\\); if the browser shows an error, read it\n"));
  EXPECT_EQ(said_during({}, 1h), "");
}

}  // namespace
}  // namespace oauthctl::cli
