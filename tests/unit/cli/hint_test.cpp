#include "cli/hint.h"

#include <gtest/gtest.h>

namespace oauthctl::cli {
namespace {

GlobalOptions typed(const std::string& profile, const std::string& home) {
  GlobalOptions global;
  if (!profile.empty()) global.profile = profile;
  if (!home.empty()) global.home = home;
  global.profile_typed = !profile.empty();
  global.home_typed = !home.empty();
  return global;
}

TEST(Hint, RepeatsTheOptionsThatWereTyped) {
  const GlobalOptions both = typed("work", "/my home");
  EXPECT_EQ(for_same_login("sign in again: oauthctl login", both),
            "sign in again: oauthctl login --home '/my home' -p work");
  EXPECT_EQ(for_same_login("oauthctl login --timeout 15m waits longer", typed("work", "")),
            "oauthctl login -p work --timeout 15m waits longer");
  EXPECT_EQ(for_same_login("oauthctl logout and then oauthctl login", typed("", "/h")),
            "oauthctl logout --home /h and then oauthctl login --home /h");
}

TEST(Hint, NamesNothingTwice) {
  EXPECT_EQ(for_same_login("oauthctl token -p work --refresh", typed("work", "/h")),
            "oauthctl token --home /h -p work --refresh");
  EXPECT_EQ(for_same_login("oauthctl logout -p a and then oauthctl login", typed("a", "")),
            "oauthctl logout -p a and then oauthctl login -p a");
}

TEST(Hint, LeavesTheRestAsItIs) {
  const GlobalOptions both = typed("work", "/h");
  for (const char* hint : {"", "chmod 600 /h/secrets.json", "oauthctl --help", "oauthctl token --help",
                           "oauthctl store import FILE, or - for stdin", "oauthctl ", "oauthctl"}) {
    EXPECT_EQ(for_same_login(hint, both), hint);
  }
  EXPECT_EQ(for_same_login("oauthctl login", GlobalOptions{}), "oauthctl login");
}

}  // namespace
}  // namespace oauthctl::cli
