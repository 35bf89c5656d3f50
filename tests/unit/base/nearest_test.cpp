#include "base/nearest.h"

#include <gtest/gtest.h>

#include <array>

namespace oauthctl {
namespace {

constexpr std::array<std::string_view, 5> known = {"login", "logout", "token", "--format", "id"};

TEST(Nearest, IsTheWordWithTheFewestSlips) {
  struct {
    const char* typed;
    const char* near;
  } const cases[] = {{"logn", "login"},    {"lgoin", "login"}, {"loginn", "login"},      {"lagin", "login"},
                     {"logotu", "logout"}, {"tokne", "token"}, {"--fromat", "--format"}, {"--formatt", "--format"},
                     {"ie", "id"},         {"login", "login"}};
  for (const auto& c : cases) EXPECT_EQ(nearest(c.typed, known), c.near) << c.typed;
}

TEST(Nearest, IsNothingForAWordOfItsOwn) {
  for (const char* typed : {"", "x", "frobnicate", "tk", "-", "status"}) EXPECT_EQ(nearest(typed, known), "") << typed;
  EXPECT_EQ(nearest(std::string(100'000, 'a'), known), "");
}

TEST(OneOf, ListsWordsAsASentenceDoes) {
  EXPECT_EQ(one_of({}), "");
  EXPECT_EQ(one_of(std::span(known).first(1)), "login");
  EXPECT_EQ(one_of(std::span(known).first(2)), "login or logout");
  EXPECT_EQ(one_of(std::span(known).first(3)), "login, logout or token");
}

}  // namespace
}  // namespace oauthctl
