#include "base/text.h"

#include <gtest/gtest.h>

namespace oauthctl {
namespace {

TEST(Printable, RemovesTerminalControl) {
  EXPECT_EQ(printable("\x1b[31mred\x1b[0m"), "[31mred[0m");
  EXPECT_EQ(printable("a\nb\tc\r"), "a b c ");
  EXPECT_EQ(printable("a\xe2\x80\xae"
                      "b"),
            "ab")
      << "right-to-left override";
  EXPECT_EQ(printable("a\xe2\x80\x8b"
                      "b"),
            "ab")
      << "zero width space";
  EXPECT_EQ(printable("a\xc2\x9b"
                      "31m"),
            "a31m")
      << "C1 control sequence introducer";
  EXPECT_EQ(printable(std::string("a\0b", 3)), "ab");
}

TEST(Printable, ReplacesInvalidUtf8) {
  EXPECT_EQ(printable("a\xff"
                      "b"),
            "a?b");
  EXPECT_EQ(printable("\xc0\xaf"), "??") << "overlong";
  EXPECT_EQ(printable("\xed\xa0\x80"), "???") << "surrogate";
  EXPECT_EQ(printable("\xf4\x90\x80\x80"), "????") << "beyond U+10FFFF";
  EXPECT_EQ(printable("\xe2\x82"), "??") << "cut short";
}

TEST(Printable, KeepsTheRestAndCapsIt) {
  EXPECT_EQ(printable("Grüße, 世界 🎉"), "Grüße, 世界 🎉");
  EXPECT_EQ(printable("abcdef", 3), "abc…");
  EXPECT_EQ(printable("abc", 3), "abc");
  EXPECT_EQ(printable("aü", 2), "a…");
}

TEST(Words, SplitsAndJoins) {
  EXPECT_EQ(words("  a bc  d "), (std::vector<std::string>{"a", "bc", "d"}));
  EXPECT_TRUE(words("").empty());
  EXPECT_EQ(join({"a", "b"}), "a b");
}

TEST(Trimmed, TakesTheBlanksAroundAText) {
  for (const char* text : {"", " ", "\t\r\n "}) EXPECT_EQ(trimmed(text), "") << text;
  EXPECT_EQ(trimmed(" \ta b\r\n"), "a b");
  EXPECT_EQ(trimmed("ab"), "ab");
}

TEST(VisibleAscii, ExcludesWhatWouldBreakAHeader) {
  EXPECT_TRUE(is_visible_ascii("ya29.a0-_~+/="));
  for (const char* text : {"a b", "a\nb", "a\rb", "ä", "\x7f"}) EXPECT_FALSE(is_visible_ascii(text)) << text;
}

TEST(Text, AWordForTheShellIsQuotedWhereItMustBe) {
  EXPECT_EQ(shell_word("/home/ann/.config/a_b-c.json"), "/home/ann/.config/a_b-c.json");
  EXPECT_EQ(shell_word(""), "''");
  EXPECT_EQ(shell_word("two words"), "'two words'");
  EXPECT_EQ(shell_word("a'b"), "'a'\\''b'");
  EXPECT_EQ(shell_word("$(id)"), "'$(id)'");
  EXPECT_EQ(shell_word("~ann"), "'~ann'");
}

TEST(Text, EscapesDeceivingCharactersOfJson) {
  EXPECT_EQ(with_escapes("{\n\t\"a\": \"plain\"}"), "{\n\t\"a\": \"plain\"}");
  EXPECT_EQ(with_escapes("\"\x7f \xc2\x9b \xe2\x80\xae \xef\xbb\xbf \xf3\xa0\x81\x81\""),
            "\"\\u007f \\u009b \\u202e \\ufeff \\udb40\\udc41\"");
  EXPECT_EQ(with_escapes("\"grün €\""), "\"grün €\"");
}

}  // namespace
}  // namespace oauthctl
