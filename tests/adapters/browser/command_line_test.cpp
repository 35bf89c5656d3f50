#include "browser/command_line.h"

#include <gtest/gtest.h>

namespace oauthctl {
namespace {

constexpr const char* url = "https://server.example/?a=b&c=d";

TEST(CommandLine, RefusesWhatNamesNoProgram) {
  for (const char* entry : {"", " ", "\t", "'firefox", "\"firefox", "firefox 'a b", "firefox \"a\\\""})
    EXPECT_FALSE(command_line(entry, url)) << entry;
}

TEST(CommandLine, AppendsTheUrl) {
  EXPECT_EQ(command_line("firefox", url), (CommandLine{"firefox", url}));
  EXPECT_EQ(command_line(" firefox\t--new-window  ", url), (CommandLine{"firefox", "--new-window", url}));
}

TEST(CommandLine, PutsTheUrlWhereItIsWanted) {
  EXPECT_EQ(command_line("firefox %s --new-window", url), (CommandLine{"firefox", url, "--new-window"}));
  EXPECT_EQ(command_line("chrome --app=%s", url), (CommandLine{"chrome", std::string("--app=") + url}));
  EXPECT_EQ(command_line("open -u '%s' %s", url), (CommandLine{"open", "-u", url, url}));
}

TEST(CommandLine, LeavesPercentSignsOfTheUrlAlone) {
  EXPECT_EQ(command_line("x %s %s", "https://a/?%s"), (CommandLine{"x", "https://a/?%s", "https://a/?%s"}));
}

TEST(CommandLine, KeepsQuotedWordsTogether) {
  EXPECT_EQ(command_line(R"('/opt/my browser/run' "a \"b\" \\" c\ d '' e"f"'g')", url),
            (CommandLine{"/opt/my browser/run", R"(a "b" \)", "c d", "", "efg", url}));
}

TEST(CommandLine, KnowsNothingElseOfAShell) {
  EXPECT_EQ(command_line("sh $HOME `id` $(id) ; > * &", url),
            (CommandLine{"sh", "$HOME", "`id`", "$(id)", ";", ">", "*", "&", url}));
}

TEST(BrowserEntries, AreSeparatedByColons) {
  EXPECT_TRUE(browser_entries("").empty());
  EXPECT_TRUE(browser_entries("::").empty());
  EXPECT_EQ(browser_entries(":firefox --new-window %s::w3m:"),
            (std::vector<std::string>{"firefox --new-window %s", "w3m"}));
}

}  // namespace
}  // namespace oauthctl
