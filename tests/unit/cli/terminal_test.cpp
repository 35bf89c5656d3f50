#include "cli/terminal.h"

#include <gtest/gtest.h>

namespace oauthctl::cli {
namespace {

using ::testing::internal::CaptureStderr;
using ::testing::internal::CaptureStdout;
using ::testing::internal::GetCapturedStderr;
using ::testing::internal::GetCapturedStdout;

std::optional<std::string> no_environment(const char*) {
  return std::nullopt;
}

struct Screen {
  explicit Screen(const GlobalOptions& options = {}) : terminal(options, no_environment) {
    terminal.secrets().hide("hunter2hunter2", Sensitivity::credential);
    terminal.secrets().hide("WDJB-MJHT");
  }

  template <class Say>
  std::string says(Say say) {
    CaptureStderr();
    say(terminal);
    return GetCapturedStderr();
  }

  Terminal terminal;
};

TEST(Terminal, TakesEscapesAndCredentialsOutOfWhateverItSays) {
  const std::string hostile = "a\x1b[2J hunter2hunter2\nb\xc2\x9b\xe2\x80\xae";
  const std::string clean = "oauthctl: a[2J [secret] b\n";
  GlobalOptions talkative;
  talkative.verbosity = 1;
  Screen screen(talkative);
  EXPECT_EQ(screen.says([&](Terminal& terminal) { terminal.info(hostile); }), clean);
  EXPECT_EQ(screen.says([&](Terminal& terminal) { terminal.step(hostile); }), clean);
  EXPECT_EQ(screen.says([&](Terminal& terminal) { terminal.trace(hostile); }), clean);
  EXPECT_EQ(screen.says([&](Terminal& terminal) { terminal.warning(hostile); }),
            "oauthctl: warning: a[2J [secret] b\n");
  EXPECT_EQ(screen.says([&](Terminal& terminal) { terminal.report(Error(ErrorKind::refused, hostile, hostile)); }),
            "oauthctl: error: a[2J [secret] b\noauthctl: hint: a[2J [secret] b\n");
}

TEST(Terminal, CapsALongText) {
  const std::string said = Screen().says([](Terminal& terminal) { terminal.info(std::string(1'000'000, 'x')); });
  EXPECT_LT(said.size(), 5000U);
}

TEST(Terminal, KeepsTheLinesAndTheCodesOfAnInstruction) {
  EXPECT_EQ(Screen().says([](Terminal& terminal) {
    terminal.instruction("visit:\n  https://a/?x=hunter2hunter2\nand enter \x1b[1mWDJB-MJHT");
  }),
            "oauthctl: visit:\n  https://a/?x=[secret]\nand enter [1mWDJB-MJHT\n");
}

TEST(Terminal, SaysAHintInWordsAndItsCommandInALineOfItsOwn) {
  GlobalOptions typed;
  typed.home = "/h";
  typed.home_typed = true;
  Screen screen(typed);
  const Error error(ErrorKind::timeout, "too late", Hint::run("oauthctl login --timeout 15m", "to wait longer"));
  EXPECT_EQ(screen.says([&](Terminal& terminal) { EXPECT_EQ(terminal.report(error), 7); }),
            "oauthctl: error: too late\n"
            "oauthctl: hint: to wait longer:\n"
            "oauthctl: hint: oauthctl login --home /h --timeout 15m\n");
}

TEST(Terminal, PrintsAPageWithoutEscapesAndAnAnswerByteForByte) {
  const Screen screen;
  CaptureStdout();
  screen.terminal.page("one\n  two\x1b]0;x\x07\n\nthree\n");
  EXPECT_EQ(GetCapturedStdout(), "one\n  two]0;x\n\nthree\n");
  CaptureStdout();
  screen.terminal.answer("hunter2hunter2\x1b\n");
  EXPECT_EQ(GetCapturedStdout(), "hunter2hunter2\x1b\n");
}

}  // namespace
}  // namespace oauthctl::cli
