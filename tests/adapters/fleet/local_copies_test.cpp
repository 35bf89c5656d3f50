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
  void keep_unsaved(Record record, std::optional<std::int64_t> replaced) {
    record.revision = replaced;
    const auto turn = copies_.take_unsaved_turn("work", 1s, copies_);
    turn->reserve();
    turn->save(record);
  }
  /// As a version did that kept no revisions.
  void keep_plain_copy(const Record& record) { FileStore(home_ / "copies").take_turn("work", 1s)->commit(record); }

  const testing::TemporaryDirectory home_;
  LocalCopies copies_{home_ / "copies"};
};

TEST_F(LocalCopiesTest, WhatTheEngineHasNotTakenIsServedWhileItIsTheNewest) {
  copies_.copy("work", obtained(9s, "old"), 4);
  keep_unsaved(obtained(5s, "unsaved"), 4);
  EXPECT_EQ(copies_.load("work")->tokens.access_token, Secret("unsaved")) << "whatever the clocks say";
  copies_.copy("work", obtained(0s, "newest"), 6);
  EXPECT_EQ(copies_.load("work")->tokens.access_token, Secret("newest"));
}

TEST_F(LocalCopiesTest, WithoutRevisionsTheOneObtainedLaterIsServed) {
  keep_plain_copy(obtained(0s, "old"));
  keep_unsaved(obtained(5s, "unsaved"), std::nullopt);
  EXPECT_EQ(copies_.load("work")->tokens.access_token, Secret("unsaved"));
  keep_plain_copy(obtained(9s, "newest"));
  EXPECT_EQ(copies_.load("work")->tokens.access_token, Secret("newest"));
}

TEST_F(LocalCopiesTest, ACopyGetsItsRevisionWithTheNextAnswer) {
  keep_plain_copy(obtained(9s, "old"));
  copies_.copy("work", *copies_.load("work"), 4);
  keep_unsaved(obtained(5s, "unsaved"), 4);
  EXPECT_EQ(copies_.load("work")->tokens.access_token, Secret("unsaved"));
}

TEST_F(LocalCopiesTest, ACopyThatSomebodyElseIsWritingIsLeftToThem) {
  copies_.copy("work", obtained(0s, "old"), 4);
  const auto theirs = FileStore(home_ / "copies").take_turn("work", 1s);
  copies_.copy("work", obtained(5s, "new"), 5);
  EXPECT_EQ(copies_.load("work")->tokens.access_token, Secret("old"));
}

TEST_F(LocalCopiesTest, ACopyThatCannotBeReadCountsAsNoneAndIsReplaced) {
  const std::string file = home_ / "copies/work.json";
  copies_.copy("work", obtained(0s, "old"), 4);
  testing::write_file(file, "{");
  EXPECT_EQ(copies_.load("work"), std::nullopt);
  copies_.copy("work", obtained(0s, "old"), 4);
  EXPECT_EQ(copies_.load("work")->tokens.access_token, Secret("old"));
  testing::write_file(file, "{");
  copies_.copy("work", std::nullopt, 0);
  EXPECT_FALSE(std::filesystem::exists(file));
  std::filesystem::create_directory(file);
  copies_.copy("work", obtained(5s, "new"), 5);
  EXPECT_EQ(copies_.load("work"), std::nullopt) << "works without a copy";
}

TEST_F(LocalCopiesTest, AnUnsavedRecordThatCannotBeReadIsRefused) {
  copies_.copy("work", obtained(0s, "old"), 4);
  keep_unsaved(obtained(5s, "unsaved"), 4);
  testing::write_file(home_ / "copies/unsaved/work.json", "{");
  EXPECT_EQ(testing::failure_of([&] { copies_.load("work"); }).kind(), ErrorKind::internal);
}

TEST_F(LocalCopiesTest, ARecordThatIsGoneIsForgottenHereToo) {
  copies_.copy("work", obtained(0s, "old"), 4);
  keep_unsaved(obtained(5s, "unsaved"), 4);
  EXPECT_THAT(copies_.profiles(), ElementsAre("work"));
  copies_.copy("work", std::nullopt, 0);
  EXPECT_TRUE(copies_.take_turn("work", 1s)->erase());
  EXPECT_EQ(copies_.load("work"), std::nullopt);
  EXPECT_FALSE(copies_.erase_copy("work"));
}

}  // namespace
}  // namespace oauthctl
