#include "model/targeted_tokens.h"

#include <gtest/gtest.h>

namespace oauthctl {
namespace {

using namespace std::chrono_literals;

constexpr TimePoint noon{1'800'000'000s};

Record signed_in_record() {
  Record record;
  record.profile = "p";
  record.tokens.access_token = Secret("own");
  record.tokens.refresh_token = Secret("refresh");
  record.tokens.id_token = Secret("id");
  record.tokens.scope = "a b";
  return record;
}

TokenSet lasting(const std::string& token, std::chrono::seconds life, std::chrono::seconds age = 0s) {
  TokenSet tokens;
  tokens.access_token = Secret(token);
  tokens.expires_at = noon + life;
  tokens.obtained_at = noon - age;
  return tokens;
}

Target of_scope(const std::string& scope) {
  return {.scope = scope};
}

TEST(Target, IsASet) {
  const Target one{{"https://b", "https://a", "https://b"}, {"y", "x"}, "b  a b"};
  const Target other{{"https://a", "https://b"}, {"x", "y", "x"}, "a b"};
  EXPECT_EQ(canonical(one), canonical(other));
  EXPECT_EQ(canonical(one).scope, "a b");
  EXPECT_NE(canonical({.resource = {"x"}}), canonical({.audience = {"x"}}));
  EXPECT_NE(canonical(of_scope("a")), canonical(of_scope("a b")));
}

TEST(Target, IsToldAsOptionsToType) {
  EXPECT_EQ(as_options({{"https://a?b&c"}, {"x y"}, "a b"}),
            " --resource 'https://a?b&c' --audience 'x y' --scope 'a b'");
  EXPECT_EQ(as_options({}), "");
}

TEST(TargetedTokens, AreFoundByTheSetInAnyOrder) {
  Record record = signed_in_record();
  put_tokens(record, {{"https://b", "https://a"}, {}, "b a"}, lasting("t", 1h));
  ASSERT_EQ(record.targeted.size(), 1U);
  const auto found = aimed(record, {{"https://a", "https://b", "https://a"}, {}, "a b"});
  ASSERT_TRUE(found);
  EXPECT_EQ(found->tokens.access_token, Secret("t"));
  EXPECT_EQ(found->tokens.refresh_token, Secret("refresh")) << "so that the caller sees that it can be renewed";
  EXPECT_EQ(found->tokens.id_token, Secret("id"));
  EXPECT_FALSE(aimed(record, {{"https://a"}, {}, "a b"}));
  EXPECT_EQ(aimed(record, {})->tokens.access_token, Secret("own"));
}

TEST(TargetedTokens, ReplaceTheirPredecessorAndHaveNoRefreshToken) {
  Record record = signed_in_record();
  put_tokens(record, of_scope("a"), lasting("t1", 1h));
  TokenSet second = lasting("t2", 1h);
  second.refresh_token = Secret("other");
  second.id_token = Secret("other");
  put_tokens(record, of_scope("a"), second);
  ASSERT_EQ(record.targeted.size(), 1U);
  EXPECT_EQ(record.targeted[0].tokens.access_token, Secret("t2"));
  EXPECT_TRUE(record.targeted[0].tokens.refresh_token.empty());
  EXPECT_TRUE(record.targeted[0].tokens.id_token.empty());
}

TEST(TargetedTokens, TheProfilesOwnResourcesAreItsOwnToken) {
  Record record = signed_in_record();
  record.resource = {"https://b", "https://a"};
  EXPECT_EQ(tokens_for(record, {{"https://a", "https://b"}, {}, ""}), &record.tokens);
  EXPECT_EQ(target_in(record, {{"https://a", "https://b"}, {}, "a"}), of_scope("a"));
  EXPECT_EQ(tokens_for(record, {{"https://a"}, {}, ""}), nullptr);
  EXPECT_EQ(target_in(record, {record.resource, {"x"}, ""}).resource.size(), 2U) << "with an audience all is told";
}

TEST(TargetedTokens, ThoseThatExpiredADayAgoAreDropped) {
  Record record = signed_in_record();
  put_tokens(record, of_scope("a"), lasting("old", -24h));
  put_tokens(record, of_scope("b"), lasting("fresh", -23h));
  TokenSet endless = lasting("endless", 0s, 240h);
  endless.expires_at.reset();
  put_tokens(record, of_scope("c"), endless);
  drop_old_targeted(record, noon);
  ASSERT_EQ(record.targeted.size(), 2U);
  EXPECT_EQ(record.targeted[0].target.scope, "b");
  EXPECT_EQ(record.targeted[1].target.scope, "c");
}

TEST(TargetedTokens, AreNotMoreThanALimit) {
  Record record = signed_in_record();
  for (std::size_t i = 0; i < most_targeted_tokens; ++i)
    put_tokens(record, of_scope("s" + std::to_string(i)), lasting("t", 1h, std::chrono::seconds(100 - i)));
  put_tokens(record, of_scope("expired"), lasting("e", -1s));
  drop_old_targeted(record, noon);
  EXPECT_EQ(record.targeted.size(), most_targeted_tokens);
  EXPECT_EQ(tokens_for(record, of_scope("expired")), nullptr);
  put_tokens(record, of_scope("new"), lasting("n", 1h));
  drop_old_targeted(record, noon);
  EXPECT_EQ(record.targeted.size(), most_targeted_tokens);
  EXPECT_EQ(tokens_for(record, of_scope("s0")), nullptr) << "obtained the longest ago";
  EXPECT_NE(tokens_for(record, of_scope("s1")), nullptr);
  EXPECT_NE(tokens_for(record, of_scope("new")), nullptr);
}

TEST(TargetedTokens, DoNotOutliveTheSignIn) {
  Record record = signed_in_record();
  put_tokens(record, of_scope("a"), lasting("t", 1h));
  EXPECT_TRUE(settings_of(record, noon).targeted.empty());
}

TEST(TargetOfUrl, IsTheResourceWithTheLongestPathThatCoversIt) {
  Record record = signed_in_record();
  record.resource = {"https://a.example", "https://a.example/v1", "https://b.example/"};
  EXPECT_EQ(target_of(record, {}, "https://a.example/v1/x").resource, std::vector<std::string>{"https://a.example/v1"});
  EXPECT_EQ(target_of(record, {}, "https://a.example/v2").resource, std::vector<std::string>{"https://a.example"});
  EXPECT_EQ(target_of(record, {}, "https://b.example/x").resource, std::vector<std::string>{"https://b.example/"});
  EXPECT_TRUE(target_of(record, {}, "https://c.example/").empty());
  EXPECT_TRUE(target_of(record, {}, "").empty());
  EXPECT_EQ(target_of(record, of_scope("a"), "https://a.example/v1"), of_scope("a")) << "as asked";
}

TEST(TargetOfUrl, IsNothingIfThereIsOneResourceOrNoRenewal) {
  Record record = signed_in_record();
  record.resource = {"https://a.example"};
  EXPECT_TRUE(target_of(record, {}, "https://a.example/").empty());
  record.resource = {"https://a.example", "https://b.example"};
  record.tokens.refresh_token = Secret();
  EXPECT_TRUE(target_of(record, {}, "https://a.example/").empty()) << "the token it has must do";
}

}  // namespace
}  // namespace oauthctl
