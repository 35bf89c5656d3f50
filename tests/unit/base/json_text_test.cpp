#include "base/json_text.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace oauthctl {
namespace {

std::string nested(int levels, const std::string& inside = {}) {
  const auto count = static_cast<std::size_t>(levels);
  return std::string(count, '[') + inside + std::string(count, ']');
}

TEST(MendedJson, HasNoNumberThatIsTooLarge) {
  EXPECT_EQ(mended_json("[1e400,-1E+400,2e308,1e307]"), "[9e307,-9e307 ,9e307,1e307]");
  EXPECT_EQ(mended_json(std::string(309, '9')), "9e307" + std::string(304, ' '));
  EXPECT_EQ(mended_json("1" + std::string(400, '0') + ".5"), "9e307" + std::string(398, ' '));
  for (const char* fits :
       {"1e308", "1e-400", "0.1e308", "123456789012345678901234567890", R"("1e400")", R"("\"1e400")"})
    EXPECT_EQ(mended_json(fits), fits);
}

TEST(MendedJson, HasNoHalfOfASurrogatePair) {
  EXPECT_EQ(mended_json(R"(["\ud800","\uDFFFx","\ud83d\ud83d\ude00"])"),
            R"(["\ufffd","\ufffdx","\ufffd\ud83d\ude00"])");
  EXPECT_EQ(mended_json(R"({"\ud800":"\ude00\ud83d"})"), R"({"\ufffd":"\ufffd\ufffd"})");
  EXPECT_EQ(mended_json(R"("\ud83d\ude00\\ud800\ud8")"), R"("\ud83d\ude00\\ud800\ud8")");
}

TEST(MendedJson, MakesNoJsonOfATextThatIsNone) {
  for (const char* text :
       {"01e400", "-01e400", "+1e400", ".1e400", "1.e400", "-.1e400", "1e400e5", "1e400.5", "1e400x", "x1e400",
        "1e4001e400", "[1e400", R"("\ud800)", R"("\ud8")", R"(\ud800)", "", "1e", "\"\\"}) {
    EXPECT_FALSE(nlohmann::json::accept(mended_json(text))) << text;
    EXPECT_EQ(mended_json(text).size(), std::string_view(text).size()) << text;
  }
}

TEST(SalvagedJson, EndsWhereItWouldBeTooDeep) {
  EXPECT_EQ(salvaged_json(nested(32)), nested(32));
  EXPECT_EQ(salvaged_json(nested(33)), nested(32, "0 "));
  EXPECT_EQ(salvaged_json(nested(32, R"([1,"]",{}],[2],3)")), nested(32, R"(0         ,0  ,3)"));
  EXPECT_FALSE(is_too_deep(salvaged_json(nested(1000))));
  EXPECT_TRUE(nlohmann::json::accept(salvaged_json(nested(1000))));
}

TEST(SalvagedJson, HasNoByteThatIsNotUtf8) {
  EXPECT_EQ(salvaged_json("\"caf\xe9 \xc3\xa9\""), "\"caf\x7f \x7f\x7f\"");
  EXPECT_EQ(salvaged_json("\"\xc3\xa9\""), "\"\xc3\xa9\"");
}

}  // namespace
}  // namespace oauthctl
