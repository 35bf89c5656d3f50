#include "config/paths.h"

#include <gtest/gtest.h>

#include <map>

#include "oauthctl/error.h"

namespace oauthctl {
namespace {

Environment environment(std::map<std::string, std::string> variables) {
  return [variables = std::move(variables)](const char* name) {
    const auto found = variables.find(name);
    return found == variables.end() ? std::nullopt : std::optional(found->second);
  };
}

void expect_refusal(const std::optional<std::string>& home, const Environment& variables) {
  try {
    resolve_paths(home, variables);
    ADD_FAILURE() << "no refusal";
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::usage);
    EXPECT_NE(error.hint(), "");
  }
}

TEST(Paths, WithoutAHomeThereIsAHintNotAGuess) {
  expect_refusal({}, environment({}));
  expect_refusal({}, environment({{"HOME", "relative"}}));
  expect_refusal({}, environment({{"XDG_CONFIG_HOME", "/c"}, {"XDG_STATE_HOME", "/s"}}));
  expect_refusal("", environment({{"HOME", "/home/ann"}}));
}

TEST(Paths, ACommandThatKeepsNothingNeedsNone) {
  EXPECT_EQ(resolve_paths({}, environment({}), Folders::optional).profiles, "");
  EXPECT_EQ(resolve_paths({}, environment({}), Folders::optional).client_file, "");
  EXPECT_EQ(resolve_paths("/h", environment({}), Folders::optional).profiles, "/h/profiles");
  EXPECT_EQ(resolve_paths({}, environment({{"HOME", "/home/ann"}}), Folders::optional).client_file,
            "/home/ann/.config/oauthctl/secrets.json");
}

TEST(Paths, FollowTheXdgSpecification) {
  const Paths paths = resolve_paths({}, environment({{"HOME", "/home/ann"}}));
  EXPECT_EQ(paths.client_file, "/home/ann/.config/oauthctl/secrets.json");
  EXPECT_EQ(paths.providers, "/home/ann/.config/oauthctl/providers");
  EXPECT_EQ(paths.profiles, "/home/ann/.local/state/oauthctl/profiles");
  EXPECT_EQ(paths.cache, "/home/ann/.cache/oauthctl");
}

TEST(Paths, XdgVariablesMoveThemAndNeedNoHome) {
  const Paths paths =
      resolve_paths({}, environment({{"XDG_CONFIG_HOME", "/c"}, {"XDG_STATE_HOME", "/s"}, {"XDG_CACHE_HOME", "/k"}}));
  EXPECT_EQ(paths.client_file, "/c/oauthctl/secrets.json");
  EXPECT_EQ(paths.profiles, "/s/oauthctl/profiles");
  EXPECT_EQ(paths.cache, "/k/oauthctl");
}

TEST(Paths, ARelativeXdgVariableIsIgnored) {
  const Paths paths = resolve_paths({}, environment({{"HOME", "/home/ann"}, {"XDG_STATE_HOME", "state"}}));
  EXPECT_EQ(paths.profiles, "/home/ann/.local/state/oauthctl/profiles");
}

TEST(Paths, OneFolderHoldsAllWhenItIsNamed) {
  const auto variables = environment({{"HOME", "/home/ann"}, {"OAUTHCTL_HOME", "/o"}, {"XDG_STATE_HOME", "/s"}});
  EXPECT_EQ(resolve_paths({}, variables).profiles, "/o/profiles");
  const Paths paths = resolve_paths("/h", variables);
  EXPECT_EQ(paths.client_file, "/h/secrets.json");
  EXPECT_EQ(paths.providers, "/h/providers");
  EXPECT_EQ(paths.profiles, "/h/profiles");
  EXPECT_EQ(paths.cache, "/h/cache");
  EXPECT_EQ(resolve_paths("h//", variables).profiles, "h/profiles");
  EXPECT_EQ(resolve_paths("/", variables).profiles, "/profiles");
}

}  // namespace
}  // namespace oauthctl
