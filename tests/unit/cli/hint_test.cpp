#include "cli/hint.h"

#include <gtest/gtest.h>

#include "oauthctl/error.h"

namespace oauthctl::cli {
namespace {

GlobalOptions typed(const std::string& profile, const std::string& home, const std::string& store = "") {
  GlobalOptions global;
  if (!profile.empty()) global.profile = profile;
  if (!home.empty()) global.home = home;
  if (!store.empty()) global.store = store;
  global.profile_typed = !profile.empty();
  global.home_typed = !home.empty();
  global.store_typed = !store.empty();
  return global;
}

TEST(Hint, RepeatsTheOptionsThatWereTyped) {
  EXPECT_EQ(typed_again("oauthctl login", typed("work", "/my home", "helper:pass")),
            "oauthctl login --home '/my home' --store helper:pass -p work");
  EXPECT_EQ(typed_again("oauthctl login --timeout 15m", typed("work", "")), "oauthctl login -p work --timeout 15m");
  EXPECT_EQ(typed_again("oauthctl login", typed("", "/h")), "oauthctl login --home /h");
}

TEST(Hint, NamesNothingTwice) {
  EXPECT_EQ(typed_again("oauthctl token -p other --refresh", typed("work", "/h")),
            "oauthctl token --home /h -p other --refresh");
  EXPECT_EQ(typed_again("oauthctl login --store file", typed("", "", "helper:x")), "oauthctl login --store file");
}

TEST(Hint, LeavesTheRestAsItIs) {
  const GlobalOptions both = typed("work", "/h");
  for (const char* command : {"", "chmod 600 /h/secrets.json", "oauthctl --help", "oauthctl token --help", "oauthctl"})
    EXPECT_EQ(typed_again(command, both), command);
  EXPECT_EQ(typed_again("oauthctl login", GlobalOptions{}), "oauthctl login");
}

TEST(Hint, IsASentenceOrACommandOrBoth) {
  EXPECT_EQ(oauthctl::Hint("check the clock").text(), "check the clock");
  EXPECT_EQ(oauthctl::Hint::run("oauthctl login").text(), "oauthctl login");
  EXPECT_EQ(oauthctl::Hint::run("oauthctl login", "sign in again").text(), "sign in again: oauthctl login");
  EXPECT_TRUE(oauthctl::Hint().empty());
}

TEST(Hint, OfTheProfileCommandNamesTheProfileAlready) {
  EXPECT_EQ(typed_again("oauthctl profile set work --secrets FILE", typed("work", "/h")),
            "oauthctl profile --home /h set work --secrets FILE");
}

}  // namespace
}  // namespace oauthctl::cli
