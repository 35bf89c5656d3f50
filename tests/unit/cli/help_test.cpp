#include "cli/help.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "base/text.h"
#include "commands/commands.h"

namespace oauthctl::cli {
namespace {

using ::testing::HasSubstr;

std::vector<std::string> all_pages() {
  std::vector<std::string> pages = {overview(descriptions, global_options()), short_help(descriptions)};
  for (const Description& description : descriptions) pages.push_back(help_of(description));
  return pages;
}

TEST(Help, FitsEightyColumns) {
  for (const std::string& page : all_pages()) {
    std::istringstream lines(page);
    for (std::string line; std::getline(lines, line);) {
      EXPECT_LE(line.size(), 80U) << line;
      EXPECT_FALSE(line.ends_with(' ')) << line;
    }
  }
}

TEST(Help, NamesEveryOptionOfACommandUnderItsHeading) {
  for (const Description& description : descriptions) {
    const std::string page = help_of(description);
    EXPECT_TRUE(page.starts_with("Usage: oauthctl " + std::string(description.name) + " [options]"));
    for (const Option& option : description.options) {
      EXPECT_THAT(page, HasSubstr(' ' + std::string(option.name))) << description.name;
      const std::string heading = option.group.empty() ? "" : '\n' + std::string(option.group) + ":\n";
      EXPECT_THAT(page, HasSubstr(heading));
    }
  }
}

TEST(Help, OfAllCommandsNamesEachOfThemAndTheOptionsOfAll) {
  const std::string page = overview(descriptions, global_options());
  for (const Description& description : descriptions)
    EXPECT_THAT(page, HasSubstr("\n  " + std::string(description.name) + ' '));
  for (const Option& option : global_options()) EXPECT_THAT(page, HasSubstr(std::string(option.name)));
}

constexpr Word words[] = {{"red", "as a rose"}, {"blue", "as the sea"}};
constexpr Option table[] = {
    {.name = "FILE", .help = "what to read", .fill = +[](void*, const Option&, std::string_view) {}},
    {.name = "--paint",
     .letter = 'x',
     .value = "COLOUR",
     .group = "Looks",
     .help = "the colour of the thing, which is a sentence that is long enough to need another line:",
     .words = words,
     .repeatable = true,
     .fill = +[](void*, const Option&, std::string_view) {}},
};
constexpr Example examples[] = {{"oauthctl thing f", "make one"}};

TEST(Help, IsLaidOutFromTheTable) {
  EXPECT_EQ(
      help_of({.name = "thing", .group = "Make", .summary = "Make a thing", .options = table, .examples = examples}),
      "Usage: oauthctl thing [options] [FILE]\n"
      "\n"
      "Make a thing\n"
      "\n"
      "Arguments:\n"
      "  FILE                what to read\n"
      "\n"
      "Looks:\n"
      "  -x, --paint COLOUR  the colour of the thing, which is a sentence that is long\n"
      "                      enough to need another line:; may be repeated\n"
      "        red           as a rose\n"
      "        blue          as the sea\n"
      "\n"
      "Examples:\n"
      "  oauthctl thing f   make one\n"
      "\n"
      "Options of every command, such as -p NAME and -v: oauthctl help\n");
}

}  // namespace
}  // namespace oauthctl::cli
