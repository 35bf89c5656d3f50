#include "browser/launchers.h"

#include <gtest/gtest.h>

#include "adapters/browser/programs.h"
#include "base/programs.h"

namespace oauthctl {
namespace {

using testing::Programs;

TEST(FindProgram, FindsNothingThatCannotBeRun) {
  const Programs programs;
  programs.add_file("text", "", 0600);
  std::filesystem::create_directory(programs.path() + "/folder");
  for (const char* name : {"text", "folder", "missing", ""}) EXPECT_FALSE(find_program(name, programs.path())) << name;
  EXPECT_FALSE(find_program(programs.path() + "/text", ""));
}

TEST(FindProgram, DoesNotLookInTheCurrentDirectory) {
  const Programs programs;
  programs.add("here", "");
  const auto before = std::filesystem::current_path();
  std::filesystem::current_path(programs.path());
  for (const char* path : {"", ":", "::/nowhere:"}) EXPECT_FALSE(find_program("here", path)) << path;
  std::filesystem::current_path(before);
}

TEST(FindProgram, TakesTheFirstOfThePath) {
  const Programs first;
  const Programs second;
  first.add("a", "");
  second.add("a", "");
  const std::string b = second.add("b", "");
  const std::string path = "/nowhere:" + first.path() + ':' + second.path();
  EXPECT_EQ(find_program("a", path), first.path() + "/a");
  EXPECT_EQ(find_program("b", path), b);
  EXPECT_EQ(find_program(b, ""), b);
}

TEST(Launchers, AreTriedInAFixedOrder) {
  const Programs programs;
  EXPECT_TRUE(installed_launchers(programs.path()).empty());
  programs.add("open", "");
  programs.add("wslview", "");
  EXPECT_EQ(installed_launchers(programs.path()), (std::vector<std::string>{"wslview", "open"}));
  programs.add("xdg-open", "");
  EXPECT_EQ(installed_launchers(programs.path()), (std::vector<std::string>{"wslview", "xdg-open", "open"}));
}

TEST(Desktop, IsNotThereInAPlainShell) {
  for (const char* line : {"TERM=xterm", "DISPLAY=", "DISPLAY", "MY_DISPLAY=:0", "SSH_CONNECTION=::1 1 ::1 22"})
    EXPECT_FALSE(has_desktop({line})) << line;
}

TEST(Desktop, IsX11OrWaylandOrWindows) {
  for (const char* line : {"DISPLAY=:0", "WAYLAND_DISPLAY=wayland-0", "WSL_DISTRO_NAME=Debian", "WSL_INTEROP=/run/x"})
    EXPECT_TRUE(has_desktop({"TERM=xterm", line})) << line;
}

TEST(BrowserEnvironment, HasNoneOfOurVariables) {
  EXPECT_EQ(for_browser({"HOME=/home/a", "OAUTHCTL_PASSWORD=secret", "OAUTHCTL_HOME=/b", "MY_OAUTHCTL_=kept"}),
            (EnvironmentLines{"HOME=/home/a", "MY_OAUTHCTL_=kept"}));
}

}  // namespace
}  // namespace oauthctl
