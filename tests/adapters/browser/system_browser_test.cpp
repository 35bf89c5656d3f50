#include "browser/system_browser.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdlib>

#include "adapters/browser/programs.h"
#include "base/file_descriptor.h"
#include "oauthctl/error.h"

namespace oauthctl {
namespace {

using std::chrono::milliseconds;
using ::testing::HasSubstr;
using testing::Programs;

constexpr const char* url = "https://server.example/authorize?state=a&scope=b%20c";
constexpr const char* system_path = "/usr/bin:/bin";

EnvironmentLines environment(const Programs& programs, const std::string& browser) {
  return {"PATH=" + programs.path() + ':' + system_path, "BROWSER=" + browser};
}

bool has_children() {
  return waitpid(-1, nullptr, WNOHANG) >= 0;
}

/// While this exists, everything written to one of our own descriptors goes to a file.
class Redirected {
 public:
  Redirected(int fd, const std::string& path) : fd_(fd), before_(dup(fd)) {
    dup2(FileDescriptor(::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600)).get(), fd);
  }
  Redirected(const Redirected&) = delete;
  Redirected& operator=(const Redirected&) = delete;
  ~Redirected() { dup2(before_.get(), fd_); }

 private:
  int fd_;
  FileDescriptor before_;
};

TEST(SystemBrowser, RefusesAllButWebAddresses) {
  const Programs programs;
  SystemBrowser browser(environment(programs, programs.add("run", "touch called")));
  for (const char* text : {"", "-private", "--help", "javascript:alert(1)", "file:///etc/passwd", "ftp://a/",
                           "com.example.app:/callback", "com.example.app://callback", "https://user@a/",
                           "https://a\\@b/", "https://a/ b", "https://a/\n", " https://a/", "//a/"}) {
    try {
      browser.open(text);
      ADD_FAILURE() << "opened " << text;
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), ErrorKind::internal) << text;
    }
  }
  EXPECT_FALSE(programs.has("called"));
}

TEST(SystemBrowser, SaysWhyALaunchFailed) {
  const Programs programs;
  programs.add("failing", "exit 3");
  programs.add("dying", "kill -9 $$");
  programs.add_file("broken",
                    "\x7f"
                    "ELF");
  const std::vector<std::pair<std::string, std::string>> failures{
      {"missing --flag", "missing --flag: not found"},
      {"failing", "failing: ended with exit code 3"},
      {"dying", "dying: ended by signal 9"},
      {"broken", "broken: exec format error"},
      {"'open", "'open: not a command"},
      {"/no\x1b[31m/where", "/no[31m/where: not found"},
      {"missing:failing", "missing: not found; failing: ended with exit code 3"},
  };
  for (const auto& [entry, reason] : failures) EXPECT_EQ(SystemBrowser(environment(programs, entry)).open(url), reason);
  EXPECT_FALSE(has_children());
}

TEST(SystemBrowser, IsNotThereWithoutANameAndADesktop) {
  const Programs programs;
  programs.add("xdg-open", "touch called");
  SystemBrowser browser({"PATH=" + programs.path(), "BROWSER="});
  EXPECT_FALSE(browser.available());
  EXPECT_THAT(browser.open(url), HasSubstr("BROWSER is not set"));
  EXPECT_FALSE(programs.has("called"));
  EXPECT_FALSE(SystemBrowser({"PATH=/nowhere", "DISPLAY=:0"}).available());
}

TEST(SystemBrowser, IsThereWithANameOrADesktop) {
  const Programs programs;
  programs.add("xdg-open", "");
  EXPECT_TRUE(SystemBrowser({"BROWSER=firefox"}).available());
  EXPECT_TRUE(SystemBrowser({"PATH=" + programs.path(), "DISPLAY=:0"}).available());
}

TEST(SystemBrowser, GetsTheUrlAsOneArgument) {
  const Programs programs;
  programs.add("run", "printf '%s|' \"$@\" > called");
  const std::string tricky = "https://server.example/;touch%20x;$(id)?a='b'&c=*&d=!1~";
  EXPECT_EQ(SystemBrowser(environment(programs, "run --one 'two three'")).open(tricky), "");
  EXPECT_EQ(programs.read("called"),
            "--one|two three|https://server.example/%3Btouch%20x%3B%24%28id%29?a=%27b%27&c=%2A&d=%211~|");
}

TEST(SystemBrowser, GivesAShellNothingToRun) {
  const Programs programs;
  programs.add("run", "printf '%s|' \"$1\" >> called");
  const std::string hostile = "https://server.example/a';touch$IFS$9bad;$(touch$IFS$9bad);'";
  for (const char* quoted : {R"(sh -c "run '%s'")", R"(sh -c 'run "%s"')", R"(sh -c 'run %s')"})
    EXPECT_EQ(SystemBrowser(environment(programs, quoted)).open(hostile), "") << quoted;
  EXPECT_FALSE(std::filesystem::exists("bad"));
  const std::string called = programs.read("called");
  EXPECT_EQ(std::count(called.begin(), called.end(), '|'), 3);
}

TEST(SystemBrowser, GetsTheUrlWrittenAnew) {
  const Programs programs;
  programs.add("run", "printf %s \"$1\" > called");
  EXPECT_EQ(SystemBrowser(environment(programs, "run")).open("HTTPS://Server.Example/A"), "");
  EXPECT_EQ(programs.read("called"), "https://server.example/A");
}

TEST(SystemBrowser, TriesTheNextAndStopsAtTheFirstThatWorks) {
  const Programs programs;
  for (const char* name : {"one", "two"}) programs.add(name, std::string("echo ") + name + " >> called; exit 1");
  programs.add("xdg-open", "echo xdg-open >> called");
  programs.add("open", "echo open >> called");
  auto with_desktop = environment(programs, "one:missing:two");
  with_desktop.emplace_back("DISPLAY=:0");
  EXPECT_EQ(SystemBrowser(with_desktop).open(url), "");
  EXPECT_EQ(programs.read("called"), "one\ntwo\nxdg-open\n");
}

TEST(SystemBrowser, DoesNotWaitForABrowserToBeClosed) {
  const Programs programs;
  programs.add("run", "echo $$ > called; exec sleep 60");
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_EQ(SystemBrowser(environment(programs, "run"), milliseconds(200)).open(url), "");
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(30));
  const pid_t pid = std::stoi(programs.read("called"));
  EXPECT_EQ(kill(pid, SIGKILL), 0) << "it should still run";
  EXPECT_EQ(waitpid(pid, nullptr, 0), pid);
}

TEST(SystemBrowser, LeavesNoZombieWhenABrowserIsClosedLater) {
  const Programs programs;
  programs.add("run", "read line < fifo");
  ASSERT_EQ(mkfifo((programs.path() + "/fifo").c_str(), 0600), 0);
  {
    SystemBrowser browser(environment(programs, "run"), milliseconds(50));
    EXPECT_EQ(browser.open(url), "");
    testing::write_file(programs.path() + "/fifo", "closed\n");
    siginfo_t ended = {};
    ASSERT_EQ(waitid(P_ALL, 0, &ended, WEXITED | WNOWAIT), 0);
  }
  EXPECT_FALSE(has_children());
}

TEST(SystemBrowser, WritesToStandardErrorOnly) {
  const Programs programs;
  {
    const Redirected output(STDOUT_FILENO, programs.path() + "/stdout");
    const Redirected errors(STDERR_FILENO, programs.path() + "/stderr");
    EXPECT_EQ(SystemBrowser(environment(programs, "echo")).open(url), "");
  }
  EXPECT_EQ(programs.read("stdout"), "");
  EXPECT_EQ(programs.read("stderr"), std::string(url) + '\n');
}

TEST(SystemBrowser, DrawsOnNoTerminal) {
  const Programs programs;
  programs.add("w3m", "for fd in 0 1 2; do readlink /proc/self/fd/$fd; done > called");
  const FileDescriptor terminal(posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC));
  ASSERT_EQ(grantpt(terminal.get()), 0);
  ASSERT_EQ(unlockpt(terminal.get()), 0);
  {
    const Redirected errors(STDERR_FILENO, ptsname(terminal.get()));
    EXPECT_EQ(SystemBrowser(environment(programs, "w3m")).open(url), "");
  }
  EXPECT_THAT(programs.read("called"), ::testing::StartsWith("/dev/null\n"));
  EXPECT_THAT(programs.read("called"), ::testing::Not(HasSubstr("/pts/")));
}

TEST(SystemBrowser, InheritsNoneOfOurVariablesAndDescriptors) {
  const Programs programs;
  programs.add("run", "env > variables; readlink /proc/self/fd/0 > input; ls /proc/self/fd/9 > leaked 2>&- || :");
  auto ours = environment(programs, "run");
  ours.emplace_back("OAUTHCTL_PASSWORD=secret");
  ours.emplace_back("HOME=/home/a");
  const FileDescriptor inheritable(dup2(STDERR_FILENO, 9));
  EXPECT_EQ(SystemBrowser(ours).open(url), "");
  EXPECT_THAT(programs.read("variables"), HasSubstr("HOME=/home/a\n"));
  EXPECT_THAT(programs.read("variables"), ::testing::Not(HasSubstr("OAUTHCTL_")));
  EXPECT_EQ(programs.read("input"), "/dev/null\n");
  EXPECT_EQ(programs.read("leaked"), "");
}

TEST(SystemBrowser, IsOutOfReachOfOurTerminalsSignals) {
  const Programs programs;
  programs.add("run", "echo $$ > pid; cut -d ' ' -f 6 /proc/$$/stat > session");
  EXPECT_EQ(SystemBrowser(environment(programs, "run")).open(url), "");
  EXPECT_EQ(programs.read("session"), programs.read("pid"));
}

TEST(SystemBrowser, NeitherIgnoresNorBlocksWhatWeDo) {
  const Programs programs;
  programs.add("pipe", "kill -PIPE $$");
  programs.add("term", "kill -TERM $$");
  sigset_t terminate;
  sigset_t before;
  sigemptyset(&terminate);
  sigaddset(&terminate, SIGTERM);
  sigprocmask(SIG_BLOCK, &terminate, &before);
  std::signal(SIGPIPE, SIG_IGN);
  const std::string trouble = SystemBrowser(environment(programs, "pipe:term")).open(url);
  std::signal(SIGPIPE, SIG_DFL);
  sigprocmask(SIG_SETMASK, &before, nullptr);
  EXPECT_EQ(trouble, "pipe: ended by signal 13; term: ended by signal 15");
}

}  // namespace
}  // namespace oauthctl
