#include "session/transfer.h"

#include <gtest/gtest.h>

#include "session/fakes.h"

namespace oauthctl::testing {
namespace {

/// A store whose records are somewhere else.
class OtherStore : public MemoryStore {
 public:
  std::string where(std::string_view profile) const override { return "other:" + std::string(profile); }
};

TEST(Transfer, WithoutARecordThereIsNothingToCopy) {
  World world;
  OtherStore other;
  const auto error = failure([&] { transfer({world.store, "nobody"}, {other, "nobody"}, {}); });
  ASSERT_TRUE(error);
  EXPECT_EQ(error->kind(), ErrorKind::login_required);
}

TEST(Transfer, OntoItselfIsRefused) {
  World world;
  const auto error = failure([&] {
    transfer({world.store, "p"}, {world.store, "p"}, {.replace = true, .move = true});
  });
  ASSERT_TRUE(error);
  EXPECT_EQ(error->kind(), ErrorKind::usage);
  EXPECT_EQ(error->message(), "memory:p: cannot be copied onto itself");
  EXPECT_TRUE(world.store.records.contains("p"));
}

TEST(Transfer, WhatIsThereIsWrittenOverOnDemandOnly) {
  World world;
  OtherStore other;
  other.records["p"].serial = 7;
  const auto error = failure([&] { transfer({world.store, "p"}, {other, "p"}, {}); });
  ASSERT_TRUE(error);
  EXPECT_EQ(error->kind(), ErrorKind::usage);
  EXPECT_EQ(error->message(), "profile p already exists in other:p");
  transfer({world.store, "p"}, {other, "p"}, {.replace = true, .move = false});
  EXPECT_EQ(other.records.at("p").tokens.refresh_token.reveal(), "old-refresh");
  EXPECT_EQ(other.records.at("p").serial, 8U) << "so that whoever reads it there sees that it is another";
}

TEST(Transfer, ACopyUnderAnotherNameIsThatProfiles) {
  World world;
  transfer({world.store, "p"}, {world.store, "q"}, {});
  EXPECT_EQ(world.store.records.at("q").profile, "q");
  EXPECT_EQ(world.store.records.at("p").profile, "p");
  EXPECT_EQ(world.store.records.at("q").serial, 1U);
}

TEST(Transfer, AMoveLeavesNothingBehind) {
  World world;
  OtherStore other;
  transfer({world.store, "p"}, {other, "p"}, {.replace = false, .move = true});
  EXPECT_TRUE(world.store.records.empty());
  EXPECT_EQ(other.records.at("p").tokens.refresh_token.reveal(), "old-refresh");
}

TEST(Transfer, ARenewalInTheMiddleOfAMoveIsMovedToo) {
  World world;
  OtherStore other;
  int locks = 0;
  world.store.on_lock = [&] {
    if (++locks != 2) return;  // between the copy and the erasure
    ++world.record().serial;
    world.record().tokens.refresh_token = Secret("rotated");
  };
  transfer({world.store, "p"}, {other, "p"}, {.replace = false, .move = true});
  EXPECT_TRUE(world.store.records.empty());
  EXPECT_EQ(other.records.at("p").tokens.refresh_token.reveal(), "rotated");
}

TEST(Transfer, AProfileThatIsRenewedAllTheTimeIsNotMovedAndNotLost) {
  World world;
  OtherStore other;
  world.store.on_lock = [&] { ++world.record().serial; };
  const auto error = failure([&] { transfer({world.store, "p"}, {other, "p"}, {.replace = false, .move = true}); });
  ASSERT_TRUE(error);
  EXPECT_EQ(error->kind(), ErrorKind::unavailable);
  EXPECT_TRUE(world.store.records.contains("p"));
}

TEST(Transfer, AFullTargetLeavesTheSourceAsItIs) {
  World world;
  OtherStore other;
  other.full = true;
  const auto error = failure([&] { transfer({world.store, "p"}, {other, "p"}, {.replace = false, .move = true}); });
  ASSERT_TRUE(error);
  EXPECT_EQ(error->kind(), ErrorKind::unavailable);
  EXPECT_TRUE(world.store.records.contains("p"));
}

}  // namespace
}  // namespace oauthctl::testing
