#include "base/json.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace oauthctl {
namespace {

std::string refusal(std::string_view text) {
  try {
    JsonObject::parse(text, "f.json", ErrorKind::usage);
    return {};
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::usage);
    return error.message();
  }
}

TEST(Json, RefusesTextsThatAreNotObjects) {
  EXPECT_EQ(refusal(""), "f.json: is empty where JSON was expected");
  EXPECT_EQ(refusal(" \n"), "f.json: is empty where JSON was expected");
  EXPECT_EQ(refusal("{"), "f.json: is not valid JSON (at line 1, column 2)");
  EXPECT_EQ(refusal("{} x"), "f.json: is not valid JSON (at line 1, column 4)");
  EXPECT_EQ(refusal("{\n \"ä\": x"), "f.json: is not valid JSON (at line 2, column 7)");
  EXPECT_EQ(refusal("\xef\xbb\xbf{\n\n,"), "f.json: is not valid JSON (at line 3, column 1)");
  EXPECT_EQ(refusal("[]"), "f.json: must be a JSON object, not an array");
  EXPECT_EQ(refusal("{\"a\":\"\xff\"}"), "f.json: is not valid UTF-8");
  EXPECT_EQ(refusal(R"({"a":1,"b":{"c":1,"c":2}})"), "f.json: has the member \"c\" twice");
  EXPECT_EQ(refusal("{\"a\":1e999}"), "f.json: has a number that is out of range");
  EXPECT_EQ(refusal(R"({"a":"\ud800"})"), "f.json: is not valid JSON (at line 1, column 13)");
  EXPECT_EQ(refusal(std::string(100'000, '[')), "f.json: is nested more than 32 levels deep");
  EXPECT_EQ(refusal("<html></html>"), "f.json: is not valid JSON (at line 1, column 1)");
}

TEST(Json, CountsDepthOutsideStringsOnly) {
  EXPECT_EQ(refusal(R"({"a":"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\"[[["})"), "");
}

std::string complaint(const std::function<void(const JsonObject&)>& read, const char* text) {
  try {
    read(JsonObject::parse(text, "f.json", ErrorKind::protocol));
    return {};
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::protocol);
    return error.message();
  }
}

TEST(Json, NamesTheMemberAndWhatWasExpected) {
  const auto as_string = [](const JsonObject& o) { o.string("m"); };
  const auto as_strings = [](const JsonObject& o) { o.strings("m"); };
  const auto as_integer = [](const JsonObject& o) { o.integer("m"); };
  const auto as_boolean = [](const JsonObject& o) { o.boolean("m"); };
  const auto inside = [](const JsonObject& o) { o.object("o").required_string("m"); };
  EXPECT_EQ(complaint(as_string, R"({"m":1})"), "f.json: \"m\" must be a string, not a number");
  EXPECT_EQ(complaint(as_string, R"({"m":{}})"), "f.json: \"m\" must be a string, not an object");
  EXPECT_EQ(complaint(as_strings, R"({"m":"x"})"), "f.json: \"m\" must be an array of strings, not a string");
  EXPECT_EQ(complaint(as_strings, R"({"m":["x",1]})"), "f.json: \"m\" must be an array of strings, not a number");
  EXPECT_EQ(complaint(as_integer, R"({"m":"3x"})"), "f.json: \"m\" must be a whole number, not a string");
  EXPECT_EQ(complaint(as_integer, R"({"m":3.5})"), "f.json: \"m\" must be a whole number, not a number");
  EXPECT_EQ(complaint(as_boolean, R"({"m":"true"})"), "f.json: \"m\" must be true or false, not a string");
  EXPECT_EQ(complaint(inside, R"({"o":{}})"), "f.json: \"o.m\" is missing");
  EXPECT_EQ(complaint(inside, R"({"o":[]})"), "f.json: \"o\" must be an object, not an array");
}

TEST(Json, ReadsMembersAndTheirLenientForms) {
  const auto object = JsonObject::parse(R"({"s":"x","l":["a","b"],"i":1,"j":"3600","k":3600.0,"n":null,"b":true,
    "huge":18446744073709551615})",
                                        "f.json", ErrorKind::usage);
  EXPECT_EQ(object.string("s"), "x");
  EXPECT_EQ(object.string("absent"), "");
  EXPECT_EQ(object.string("n"), "");
  EXPECT_EQ(object.strings("l"), (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(object.integer("i"), 1);
  EXPECT_EQ(object.integer("j"), 3600);
  EXPECT_EQ(object.integer("k"), 3600);
  EXPECT_EQ(object.integer("huge"), INT64_MAX);
  EXPECT_EQ(object.integer("absent"), std::nullopt);
  EXPECT_EQ(object.boolean("b"), true);
  EXPECT_FALSE(object.has("n"));
}

TEST(Json, WritesValidUtf8WhateverItIsGiven) {
  EXPECT_EQ(to_text(nlohmann::json{{"a", "x\xff"}}), "{\"a\":\"x\xef\xbf\xbd\"}");
}

}  // namespace
}  // namespace oauthctl
