#include "cli/wrap.h"

#include <gtest/gtest.h>

namespace oauthctl::cli {
namespace {

TEST(Wrap, PutsWordsIntoLinesOfThatWidth) {
  EXPECT_EQ(in_lines({"one", "two", "three"}, {.first = "> ", .next = "  ", .width = 9}), "> one two\n  three\n");
}

TEST(Wrap, MarksALineThatGoesOn) {
  EXPECT_EQ(in_lines({"one", "two", "three"}, {.first = "$ ", .next = "  ", .more = " \\", .width = 11}),
            "$ one two \\\n  three\n");
}

TEST(Wrap, BreaksALongWordOnlyIfItMay) {
  EXPECT_EQ(in_lines({"a", "123456789"}, {.first = "", .next = " ", .width = 5}), "a\n 123456789\n");
  EXPECT_EQ(in_lines({"a", "123456789"}, {.first = "", .next = " ", .width = 5, .breaks_words = true}),
            "a\n 1234\n 5678\n 9\n");
}

TEST(Wrap, CountsCharactersAndKeepsThemWhole) {
  EXPECT_EQ(columns_of("→ 5 §"), 5U);
  EXPECT_EQ(in_lines({"→→→"}, {.first = "", .next = "", .width = 2, .breaks_words = true}), "→→\n→\n");
}

}  // namespace
}  // namespace oauthctl::cli
