#include <fcntl.h>
#include <gmock/gmock.h>
#include <pty.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>

#include <csignal>
#include <thread>

#include "adapters/loopback/waiting_login.h"
#include "base/interrupt.h"
#include "loopback/paste.h"
#include "oauthctl/error.h"

namespace oauthctl {
namespace {

using std::chrono::milliseconds;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

/// A terminal with a person in front of it.
class Terminal {
 public:
  Terminal() {
    int person = -1;
    int program = -1;
    openpty(&person, &program, nullptr, nullptr, nullptr);
    person_ = FileDescriptor(person);
    program_ = FileDescriptor(program);
  }

  int fd() const { return program_.get(); }
  LoopbackOptions options() const {
    LoopbackOptions options;
    options.paste_fd = fd();
    return options;
  }

  void type(const std::string& text) const {
    for (std::size_t at = 0; at < text.size(); at += 512) {
      const auto piece = text.substr(at, 512);
      if (write(person_.get(), piece.data(), piece.size()) < 0) return;
    }
  }
  /// The text that the person sees.
  std::string screen() const {
    std::string seen(4096, '\0');
    pollfd output{person_.get(), POLLIN, 0};
    if (poll(&output, 1, 0) != 1) return {};
    seen.resize(static_cast<std::size_t>(std::max<ssize_t>(read(person_.get(), seen.data(), seen.size()), 0)));
    return seen;
  }
  bool shows_lines() const {
    termios mode = {};
    tcgetattr(fd(), &mode);
    return (mode.c_lflag & (ICANON | ECHO)) == (ICANON | ECHO);
  }
  void wait_until_unseen() const {
    for (int i = 0; i < 1000 && shows_lines(); ++i) std::this_thread::sleep_for(milliseconds(5));
  }
  bool has_input(int within_ms) const {
    pollfd input{fd(), POLLIN, 0};
    return poll(&input, 1, within_ms) == 1;
  }

 private:
  FileDescriptor person_;
  FileDescriptor program_;
};

std::string pasted_url(const std::string& query) {
  return "http://127.0.0.1:8080/callback?" + query;
}

TEST(PasteOnATerminal, EndsTheWaitWhateverTheStateIs) {
  const Terminal terminal;
  WaitingLogin login(terminal.options());
  terminal.type(pasted_url("code=a&state=theirs\n"));
  EXPECT_EQ(login.answer(), (Params{{"code", "a"}, {"state", "theirs"}}));
  EXPECT_FALSE(Stranger(login.port()).connected());
  login.listener().finish(true);
}

TEST(PasteOnATerminal, TakesUrlsThatAreLongerThanALineOfTheSystem) {
  const Terminal terminal;
  WaitingLogin login(terminal.options());
  terminal.wait_until_unseen();
  const std::string code(7000, 'c');
  terminal.type(pasted_url("code=" + code) + '\n');
  EXPECT_EQ(login.answer().get("code"), code);
}

TEST(PasteOnATerminal, SaysOnceThatAnotherTextIsNotTheCallbackUrl) {
  const Terminal terminal;
  WaitingLogin login(terminal.options());
  terminal.wait_until_unseen();
  terminal.type("what is this\n\nhttps://server.example/authorize?client_id=a\n");
  const std::string begin = "http://" + login.host() + "/callback?";
  EXPECT_THAT(login.told(2),
              ElementsAre(HasSubstr("paste the URL"), HasSubstr("not the callback URL, which begins with " + begin)));
  terminal.type("\n" + pasted_url("code=a") + '\n');
  EXPECT_EQ(login.answer(), (Params{{"code", "a"}}));
  EXPECT_EQ(login.told().size(), 2U);
}

TEST(PasteOnATerminal, LetsAPersonCorrectALine) {
  const Terminal terminal;
  WaitingLogin login(terminal.options());
  terminal.wait_until_unseen();
  terminal.type("junk\x15" + pasted_url("code=abc\x7f\b") + '\n');
  EXPECT_EQ(login.answer(), (Params{{"code", "a"}}));
}

TEST(PasteOnATerminal, DoesNotShowThePastedCode) {
  const Terminal terminal;
  WaitingLogin login(terminal.options());
  terminal.wait_until_unseen();
  terminal.type(pasted_url("code=a") + '\n');
  login.answer();
  EXPECT_EQ(terminal.screen(), "");
}

TEST(PasteOnATerminal, LeavesTheTerminalAsItWas) {
  const Terminal terminal;
  WaitingLogin login(terminal.options());
  terminal.wait_until_unseen();
  EXPECT_FALSE(terminal.shows_lines());
  terminal.type(pasted_url("code=a\n"));
  login.answer();
  EXPECT_TRUE(terminal.shows_lines());
}

TEST(UnseenInput, LeavesNothingForAShellToTakeForACommand) {
  const Terminal terminal;
  {
    UnseenInput unseen(terminal.fd());
    unseen.hold();
    terminal.type("late&\n");
    EXPECT_TRUE(terminal.has_input(5000));
  }
  EXPECT_FALSE(terminal.has_input(0));
}

TEST(UnseenInput, GivesTheTerminalBackWhileTheJobIsStopped) {
  const Terminal terminal;
  const pid_t job = fork();
  ASSERT_GE(job, 0);
  if (job == 0) {
    setpgid(0, 0);  // or it might be in an orphaned group, which is not stopped
    UnseenInput unseen(terminal.fd());
    unseen.hold();
    std::raise(SIGTSTP);
    unseen.hold();
    std::raise(SIGSTOP);
    _exit(0);
  }
  int status = 0;
  ASSERT_EQ(waitpid(job, &status, WUNTRACED), job);
  EXPECT_TRUE(WIFSTOPPED(status) && terminal.shows_lines()) << "after Ctrl-Z";
  kill(job, SIGCONT);
  ASSERT_EQ(waitpid(job, &status, WUNTRACED), job);
  EXPECT_TRUE(WIFSTOPPED(status) && !terminal.shows_lines()) << "after fg";
  kill(job, SIGKILL);
  waitpid(job, &status, 0);
}

TEST(PastedLines, EndWithTheTerminal) {
  auto terminal = std::make_unique<Terminal>();
  const FileDescriptor kept(dup(terminal->fd()));
  PastedLines lines(kept.get());
  EXPECT_EQ(lines.fd_to_watch(), kept.get());
  terminal.reset();
  EXPECT_THAT(lines.read(), IsEmpty());
  EXPECT_LT(lines.fd_to_watch(), 0);
}

TEST(PasteOnATerminal, IsOverWithTheEndOfInput) {
  const Terminal terminal;
  WaitingLogin login(terminal.options());
  terminal.wait_until_unseen();
  terminal.type("\x04" + pasted_url("code=a&state=theirs") + '\n');
  const Stranger browser(login.port());
  std::this_thread::sleep_for(milliseconds(50));
  browser.send(login.good_request());
  EXPECT_EQ(login.answer().get("state"), "ours");
}

TEST(PasteOnATerminal, ReadsOnlyFromATerminal) {
  int ends[2] = {-1, -1};
  ASSERT_EQ(pipe2(ends, O_CLOEXEC), 0);
  const FileDescriptor reader(ends[0]);
  const FileDescriptor writer(ends[1]);
  const std::string line = pasted_url("code=a&state=theirs\n");
  ASSERT_EQ(write(writer.get(), line.data(), line.size()), static_cast<ssize_t>(line.size()));
  LoopbackOptions options;
  options.paste_fd = reader.get();
  WaitingLogin login(options);
  const Stranger browser(login.port());
  browser.send(login.good_request());
  EXPECT_EQ(login.answer().get("state"), "ours");
  EXPECT_THAT(login.told(), IsEmpty());
}

/// Runs `job` in a separate process with this as its controlling terminal. Returns its exit status, or -1 if it was
/// stopped or killed.
int status_of_job(const Terminal& terminal, bool in_background, const std::function<int()>& job) {
  const pid_t shell = fork();
  if (shell == 0) {
    setsid();
    ioctl(terminal.fd(), TIOCSCTTY, 0);
    const pid_t child = fork();
    if (child == 0) {
      if (in_background) setpgid(0, 0);
      _exit(job());
    }
    int status = 0;
    waitpid(child, &status, WUNTRACED);
    if (WIFSTOPPED(status)) kill(child, SIGKILL);
    _exit(WIFEXITED(status) ? WEXITSTATUS(status) : 255);
  }
  int status = 0;
  waitpid(shell, &status, 0);
  return WEXITSTATUS(status) == 255 ? -1 : WEXITSTATUS(status);
}

TEST(PasteOnATerminal, LeavesItToTheJobInTheForeground) {
  const Terminal terminal;
  terminal.type(pasted_url("code=a&state=theirs\n"));
  const auto job = [&] {
    WaitingLogin login(terminal.options());
    const Stranger browser(login.port());
    browser.send(login.good_request());
    return login.answer().get("state") == "ours" && terminal.shows_lines() ? 0 : 1;
  };
  EXPECT_EQ(status_of_job(terminal, true, job), 0);
}

TEST(PasteOnATerminal, IsTakenByTheJobInTheForeground) {
  const Terminal terminal;
  terminal.type(pasted_url("code=a&state=theirs\n"));
  const auto job = [&] { return WaitingLogin(terminal.options()).answer().get("state") == "theirs" ? 0 : 1; };
  EXPECT_EQ(status_of_job(terminal, false, job), 0);
}

TEST(PasteOnATerminal, LeavesTheTerminalAsItWasOnASignal) {
  const Terminal terminal;
  const auto job = [&] {
    note_interrupts();
    WaitingLogin login(terminal.options());
    terminal.wait_until_unseen();
    const bool unseen = !terminal.shows_lines();
    raise(SIGINT);
    try {
      login.answer();
    } catch (const Error& error) {
      return unseen && terminal.shows_lines() ? exit_code(error.kind()) : 1;
    }
    return 1;
  };
  EXPECT_EQ(status_of_job(terminal, false, job), 130);
}

}  // namespace
}  // namespace oauthctl
