#include "store/local_copies.h"

#include <gmock/gmock.h>

#include <filesystem>

#include "adapters/helper/programs.h"
#include "support/records.h"

namespace oauthctl {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using testing::full_record;

class LocalCopiesTest : public ::testing::Test {
 protected:
  Record obtained(std::chrono::seconds later, const std::string& token) const {
    Record record = full_record("work");
    record.tokens.obtained_at += later;
    record.tokens.access_token = Secret(token);
    return record;
  }
  void keep_unsaved(const Record& record) { copies_.take_turn("work", 1s)->commit(record); }

  const testing::TemporaryDirectory home_;
  LocalCopies copies_{home_ / "copies"};
};

TEST_F(LocalCopiesTest, WhatTheEngineHasNotTakenIsServedWhileItIsTheNewest) {
  copies_.copy("work", obtained(0s, "old"));
  keep_unsaved(obtained(5s, "unsaved"));
  EXPECT_EQ(copies_.load("work")->tokens.access_token, Secret("unsaved"));
  copies_.copy("work", obtained(9s, "newest"));
  EXPECT_EQ(copies_.load("work")->tokens.access_token, Secret("newest"));
}

TEST_F(LocalCopiesTest, ACopyThatSomebodyElseIsWritingIsLeftToThem) {
  copies_.copy("work", obtained(0s, "old"));
  const auto theirs = FileStore(home_ / "copies").take_turn("work", 1s);
  copies_.copy("work", obtained(5s, "new"));
  EXPECT_EQ(copies_.load("work")->tokens.access_token, Secret("old"));
}

TEST_F(LocalCopiesTest, ACopyThatCannotBeReadCountsAsNoneAndIsReplaced) {
  const std::string file = home_ / "copies/work.json";
  copies_.copy("work", obtained(0s, "old"));
  testing::write_file(file, "{");
  EXPECT_EQ(copies_.load("work"), std::nullopt);
  copies_.copy("work", obtained(0s, "old"));
  EXPECT_EQ(copies_.load("work")->tokens.access_token, Secret("old"));
  testing::write_file(file, "{");
  copies_.copy("work", std::nullopt);
  EXPECT_FALSE(std::filesystem::exists(file));
  std::filesystem::create_directory(file);
  copies_.copy("work", obtained(5s, "new"));
  EXPECT_EQ(copies_.load("work"), std::nullopt) << "works without a copy";
}

TEST_F(LocalCopiesTest, AnUnsavedRecordThatCannotBeReadIsRefused) {
  copies_.copy("work", obtained(0s, "old"));
  keep_unsaved(obtained(5s, "unsaved"));
  testing::write_file(home_ / "copies/unsaved/work.json", "{");
  EXPECT_EQ(testing::failure_of([&] { copies_.load("work"); }).kind(), ErrorKind::internal);
}

TEST_F(LocalCopiesTest, ARecordThatIsGoneIsForgottenHereToo) {
  copies_.copy("work", obtained(0s, "old"));
  keep_unsaved(obtained(5s, "unsaved"));
  EXPECT_THAT(copies_.profiles(), ElementsAre("work"));
  copies_.copy("work", std::nullopt);
  EXPECT_TRUE(copies_.take_turn("work", 1s)->erase());
  EXPECT_EQ(copies_.load("work"), std::nullopt);
  EXPECT_FALSE(copies_.erase_copy("work"));
}

}  // namespace
}  // namespace oauthctl
