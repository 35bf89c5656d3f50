#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "base/json.h"

namespace oauthctl {
namespace {

using Words = std::vector<std::string>;

JsonObject answer(const std::string& text) {
  return JsonObject::parse_answer(text, "the answer");
}

JsonObject with(const char* value) {
  return answer(std::string(R"({"m":)") + value + "}");
}

/// Everything that JSON can be.
constexpr const char* anything[] = {"null",  "true",   "1",  "-1", "1.5",           "1e400",     "18446744073709551616",
                                    R"("")", R"("x")", "[]", "{}", R"([1,"x",{}])", R"({"m":1})"};

TEST(GenerousJson, NeverThrowsWhateverStandsThere) {
  for (const char* value : anything) {
    const JsonObject object = with(value);
    EXPECT_NO_THROW({
      object.list("m");
      object.flag("m");
      object.identifier("m");
      object.number("m");
      object.shown("m");
      object.part("m");
      object.parts("m");
    }) << value;
  }
}

TEST(GenerousJson, ReadsAListFromAnArrayOrFromWords) {
  EXPECT_EQ(with(R"(["a","b c"])").list("m"), (Words{"a", "b c"}));
  EXPECT_EQ(with(R"(["a",1,null,"","b"])").list("m"), (Words{"a", "b"}));
  EXPECT_EQ(with(R"("a b")").list("m"), (Words{"a", "b"}));
  EXPECT_EQ(with(R"(" a, b,,c ")").list("m"), (Words{"a", "b", "c"}));
  for (const char* none : {"null", "1", "{}", R"("")", R"(" ")"}) EXPECT_EQ(with(none).list("m"), Words{}) << none;
}

TEST(GenerousJson, ReadsAFlagInQuotes) {
  EXPECT_EQ(with("true").flag("m"), true);
  EXPECT_EQ(with(R"("true")").flag("m"), true);
  EXPECT_EQ(with(R"("False")").flag("m"), false);
  for (const char* none : {"null", "1", "0", R"("yes")", "[true]"})
    EXPECT_EQ(with(none).flag("m"), std::nullopt) << none;
}

TEST(GenerousJson, ReadsAnIdentifierAsItIsWritten) {
  EXPECT_EQ(with(R"("u-1")").identifier("m"), "u-1");
  EXPECT_EQ(with("9223372036854775808").identifier("m"), "9223372036854775808");
  EXPECT_EQ(with("35").identifier("m"), "35");
  for (const char* none : {"null", "1.5", "true", "[1]", "{}"}) EXPECT_EQ(with(none).identifier("m"), "") << none;
}

TEST(GenerousJson, ReadsANumberInQuotes) {
  EXPECT_EQ(with("3.5").number("m"), 3.5);
  EXPECT_EQ(with(R"("3599")").number("m"), 3599);
  for (const char* huge : {"1e400", R"("1e400")"}) EXPECT_EQ(with(huge).number("m"), 9e307) << huge;
  for (const char* none : {"null", R"("x")", R"("[1]")", R"("")", "true", "[1]"})
    EXPECT_EQ(with(none).number("m"), std::nullopt) << none;
}

TEST(GenerousJson, ShowsTheFirstOfSeveral) {
  EXPECT_EQ(with(R"(["ann@example.com","a.lee@example.com"])").shown("m"), "ann@example.com");
  EXPECT_EQ(with("42").shown("m"), "42");
  EXPECT_EQ(with(R"([{},"x"])").shown("m"), "x");
  for (const char* none : {"null", "true", "{}", "[]", "[[1]]"}) EXPECT_EQ(with(none).shown("m"), "") << none;
}

TEST(GenerousJson, NamesTheWholePathOfAPart) {
  const JsonObject part = with(R"({"token":1})").part("m");
  try {
    part.string("token");
    ADD_FAILURE();
  } catch (const Error& error) {
    EXPECT_EQ(error.message(), "the answer: \"m.token\" must be a string, not a number");
  }
  EXPECT_EQ(with(R"([{"a":1},2,{"a":3}])").parts("m").size(), 2U);
  EXPECT_EQ(with(R"({"a":1})").parts("m").size(), 1U);
}

TEST(RepeatedMembers, RefuseOnlyWhoReadsThem) {
  const JsonObject object =
      answer(R"({"a":1,"twice":"x","twice":{"b":2},"inner":{"c":1,"c":[1]},"list":[{"d":1,"d":2}],"e":2})");
  EXPECT_EQ(object.integer("a"), 1);
  EXPECT_EQ(object.integer("e"), 2);
  EXPECT_EQ(object.shown("twice"), "");
  EXPECT_EQ(object.list("twice"), Words{});
  const auto message = [](const auto& read) {
    try {
      read();
      return std::string();
    } catch (const Error& error) {
      return error.message();
    }
  };
  EXPECT_EQ(message([&] { object.string("twice"); }), "the answer: has the member \"twice\" twice");
  EXPECT_EQ(message([&] { object.identifier("twice"); }), "the answer: has the member \"twice\" twice");
  EXPECT_EQ(message([&] { object.part("inner").integer("c"); }), "the answer: has the member \"inner.c\" twice");
  EXPECT_EQ(message([&] { object.parts("list").at(0).integer("d"); }), "the answer: has the member \"list.d\" twice");
}

TEST(RepeatedMembers, AreFoundAtAnyDepth) {
  const auto has = [](const char* text) {
    return has_repeated_member(parse_json(text, "s", ErrorKind::protocol, Repeated::unread));
  };
  EXPECT_TRUE(has(R"({"a":1,"a":2})"));
  EXPECT_TRUE(has(R"([{"b":[{"a":1,"a":1}]}])"));
  EXPECT_FALSE(has(R"([{"a":1},{"a":2},{"b":{"a":[]}}])"));
  EXPECT_FALSE(has("7"));
}

TEST(RepeatedMembers, InAnotherCaseAreOthers) {
  EXPECT_EQ(JsonObject::parse(R"({"a":1,"A":2})", "x", ErrorKind::usage).integer("a"), 1);
}

TEST(Json, PassesOverAByteOrderMarkAndNamesUtf16) {
  EXPECT_EQ(JsonObject::parse("\xef\xbb\xbf{\"a\":1}", "x", ErrorKind::usage).integer("a"), 1);
  for (const std::string& text :
       {std::string("\xff\xfe{\0}\0", 6), std::string("\xfe\xff\0{\0}", 6), std::string("{\0}\0", 4)}) {
    try {
      JsonObject::parse(text, "x", ErrorKind::usage);
      ADD_FAILURE();
    } catch (const Error& error) {
      EXPECT_EQ(error.message(), "x: is UTF-16, not UTF-8");
      EXPECT_NE(error.hint(), "");
    }
  }
}

TEST(Json, TellsNobodyHowToSaveAServersAnswer) {
  try {
    answer(std::string("{\0}\0", 4));
    ADD_FAILURE();
  } catch (const Error& error) {
    EXPECT_EQ(error.message(), "the answer: is UTF-16, not UTF-8");
    EXPECT_EQ(error.hint(), "");
  }
}

TEST(Json, EscapesWhatDeceivesATerminal) {
  const nlohmann::json value = "a\x7f\xc2\x9b\xe2\x80\xae\xf3\xa0\x81\x81\xc3\xa4";
  const std::string text = to_text(value);
  EXPECT_EQ(text, "\"a\\u007f\\u009b\\u202e\\udb40\\udc41\xc3\xa4\"");
  EXPECT_EQ(nlohmann::json::parse(text), value);
}

TEST(MembersAskedFor, AreNotedWithTheirPaths) {
  const JsonObject object = with(R"({"x":1})");
  MembersAskedFor asked;
  object.part("m").string("absent");
  object.has("other");
  EXPECT_EQ(asked.names(), (std::set<std::string>{"m", "m.absent", "other"}));
}

}  // namespace
}  // namespace oauthctl
