#include "commands/request/pretty_json.h"

#include <gtest/gtest.h>

namespace oauthctl::cli {
namespace {

TEST(PrettyJson, IndentsAndKeepsNumbersAndStringsAsTheyAre) {
  EXPECT_EQ(
      pretty_json(R"( {"a":1.0,"b":[ true,{"c":[]},12345678901234567890123],"d":{ },"e":"\"x:, \u00e9\\"} )", false),
      R"({
  "a": 1.0,
  "b": [
    true,
    {
      "c": []
    },
    12345678901234567890123
  ],
  "d": {},
  "e": "\"x:, \u00e9\\"
}
)");
  for (const char* text : {"1", "\"x\"", "null", "[]"}) EXPECT_EQ(pretty_json(text, false), text + std::string("\n"));
}

TEST(PrettyJson, ColoursKeysStringsAndWords) {
  EXPECT_EQ(pretty_json(R"({"a":["b",1]})", true),
            "{\n  \x1b[1;34m\"a\"\x1b[0m: [\n    \x1b[32m\"b\"\x1b[0m,\n    \x1b[36m1\x1b[0m\n  ]\n}\n");
}

TEST(PrettyJson, EscapesWhatWouldDeceiveATerminal) {
  EXPECT_EQ(pretty_json("[\"\u202e\u009b\"]", false), "[\n  \"\\u202e\\u009b\"\n]\n");
}

TEST(PrettyJson, LeavesAnythingElseAlone) {
  for (const char* text : {"", "{", "{}{}", "no", "[1,]", "\"\x1b\"", "[\"\xff\"]"})
    EXPECT_EQ(pretty_json(text, false), std::nullopt) << text;
  EXPECT_EQ(pretty_json(std::string(200, '[') + std::string(200, ']'), false), std::nullopt);
}

}  // namespace
}  // namespace oauthctl::cli
