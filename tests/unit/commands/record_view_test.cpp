#include "commands/profile/record_view.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "store/record_json.h"
#include "support/records.h"

namespace oauthctl::cli {
namespace {

using nlohmann::json;

json shown(const std::string& text, bool reveal = false) {
  return json::parse(record_view(text, reveal));
}

TEST(RecordView, HidesEverySecretOfARecord) {
  const std::string text = record_view(encode_record(testing::full_record("work")).reveal(), false);
  for (const char* secret : {"at-1", "at-2", "rt-1", "e30", "s3cret"})
    EXPECT_EQ(text.find(secret), std::string::npos) << text;
}

TEST(RecordView, HidesWhatItDoesNotKnow) {
  const json view = shown(R"({"dpop_key":{"kty":"EC","d":"secret"},"new":["secret"],"tokens":{"other":"secret"},
      "list":[{"new":"secret"}]})");
  EXPECT_EQ(view.dump().find("secret"), std::string::npos) << view;
}

TEST(RecordView, ShowsWhoWhereAndUntilWhen) {
  const json view = shown(encode_record(testing::full_record("work")).reveal());
  EXPECT_EQ(view["profile"], "work");
  EXPECT_EQ(view["account"]["email"], "ann@example.com");
  EXPECT_EQ(view["server"]["issuer"], "https://as.example");
  EXPECT_EQ(view["client"]["client_id"], "client");
  EXPECT_EQ(view["tokens"]["expires_at"], 1'800'003'600);
  EXPECT_EQ(view["tokens"]["access_token"], "(hidden)");
  const json& targeted = view["targeted_tokens"][0];
  EXPECT_EQ(targeted["resource"], json::array({"https://b.example"}));
  EXPECT_EQ(targeted["tokens"]["access_token"], "(hidden)");
  EXPECT_EQ(targeted["tokens"]["expires_at"], 1'800'003'600);
}

TEST(RecordView, RevealsOnDemand) {
  const json view = shown(encode_record(testing::full_record("work")).reveal(), true);
  EXPECT_EQ(view["tokens"]["refresh_token"], "rt-1");
  EXPECT_FALSE(view.contains("checksum")) << "laid out anew, it is not a record any more";
}

}  // namespace
}  // namespace oauthctl::cli
