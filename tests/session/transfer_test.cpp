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

/// A store that notes whose turns are taken.
class NotingStore : public MemoryStore {
 public:
  std::unique_ptr<Turn> take_turn(std::string_view profile, std::chrono::milliseconds patience) override {
    taken.emplace_back(profile);
    return MemoryStore::take_turn(profile, patience);
  }
  std::vector<std::string> taken;
};

/// A move of the world's profile to the other store. What its profile names is `named`.
struct Move {
  TransferOptions options() {
    return {.replace = false,
            .move = true,
            .name_copy =
                [this] {
                  named = "other";
                  if (on_name) on_name();
                },
            .unname_copy = [this] { named = "first"; }};
  }
  std::optional<Error> failure_of(const TransferOptions& how) {
    return failure([&] { transfer({world.store, "p"}, {other, "p"}, how); });
  }
  const Secret& token_in(MemoryStore& store) { return store.records.at("p").tokens.refresh_token; }

  World world;
  OtherStore other;
  std::string named = "first";
  std::function<void()> on_name;
};

void fail() {
  throw Error(ErrorKind::unavailable, "the disk is broken");
}

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
  EXPECT_TRUE(other.records.empty());
}

TEST(Transfer, TheCopyIsNamedBeforeTheOriginalIsDeleted) {
  Move move;
  move.on_name = [&] {
    EXPECT_TRUE(move.world.store.records.contains("p"));
    EXPECT_TRUE(move.other.records.contains("p"));
  };
  EXPECT_FALSE(move.failure_of(move.options()));
  EXPECT_EQ(move.named, "other");
  EXPECT_TRUE(move.world.store.records.empty());
}

TEST(Transfer, ACopyThatCannotBeNamedIsTakenBack) {
  for (const bool is_move : {true, false}) {
    Move move;
    move.on_name = fail;
    TransferOptions how = move.options();
    how.move = is_move;
    EXPECT_EQ(move.failure_of(how)->message(), "the disk is broken");
    EXPECT_EQ(move.named, "first");
    EXPECT_TRUE(move.other.records.empty());
    EXPECT_TRUE(move.world.store.records.contains("p"));
  }
}

TEST(Transfer, IfTheOriginalCannotBeDeletedTheCopyIsTakenBack) {
  Move move;
  move.world.store.on_erase = fail;
  EXPECT_EQ(move.failure_of(move.options())->message(), "the disk is broken");
  EXPECT_EQ(move.named, "first");
  EXPECT_TRUE(move.other.records.empty());
  EXPECT_TRUE(move.world.store.records.contains("p"));
}

void expect_copy_stays(Move& move, const char* refresh_token) {
  EXPECT_TRUE(move.failure_of(move.options()));
  EXPECT_EQ(move.named, "other");
  EXPECT_EQ(move.token_in(move.other).reveal(), refresh_token);
}

TEST(Transfer, IfTheOriginalIsGoneAfterAllTheCopyStays) {
  Move move;
  move.world.store.on_erase = [&] {
    move.world.store.records.clear();
    fail();
  };
  expect_copy_stays(move, "old-refresh");
}

TEST(Transfer, ACopyThatSomebodyRenewedStays) {
  Move move;
  move.world.store.on_erase = [&] {
    ++move.other.records.at("p").serial;
    move.other.records.at("p").tokens.refresh_token = Secret("rotated");
    fail();
  };
  expect_copy_stays(move, "rotated");
}

TEST(Transfer, ACopyThatCannotBeTakenBackIsNotPassedOverInSilence) {
  Move move;
  move.world.store.on_erase = fail;
  move.other.on_erase = fail;
  EXPECT_EQ(move.failure_of(move.options())->message(), "other:p: has a copy that was not deleted: the disk is broken");
  EXPECT_EQ(move.named, "first");
}

TEST(Transfer, WhatAFailedMoveReplacedIsPutBack) {
  Move move;
  Record& settings = move.other.records["p"] = move.world.record();
  settings.tokens = {};
  settings.scope = "mine";
  move.world.store.on_erase = fail;
  EXPECT_TRUE(move.failure_of(move.options()));
  EXPECT_EQ(move.other.records.at("p").scope, "mine");
  EXPECT_TRUE(is_signed_out(move.other.records.at("p")));
}

TEST(Transfer, AnOriginalThatWasDeletedMeanwhileLeavesNoCopy) {
  Move move;
  int locks = 0;
  move.world.store.on_lock = [&] {
    if (++locks == 2) move.world.store.records.clear();
  };
  EXPECT_EQ(move.failure_of(move.options())->kind(), ErrorKind::login_required);
  EXPECT_TRUE(move.other.records.empty());
  EXPECT_EQ(move.named, "first");
}

TEST(Transfer, ASignInInTheMiddleOfAMoveIsMovedEvenIfItsSerialIsTheSame) {
  Move move;
  int locks = 0;
  move.world.store.on_lock = [&] {
    if (++locks == 2) move.world.record().tokens.refresh_token = Secret("of another sign-in");
  };
  EXPECT_FALSE(move.failure_of(move.options()));
  EXPECT_EQ(move.token_in(move.other).reveal(), "of another sign-in");
}

TEST(Transfer, AMoveThatWasKilledIsFinished) {
  Move move;
  move.other.records["p"] = move.world.record();
  EXPECT_FALSE(move.failure_of(move.options()));
  EXPECT_TRUE(move.world.store.records.empty());
  EXPECT_EQ(move.named, "other");
}

TEST(Transfer, AnotherSignInAtTheNewPlaceIsNotReplaced) {
  for (const auto change : {+[](Record& there) { there.tokens.refresh_token = Secret("another"); },
                            +[](Record& there) { there.server.issuer = "https://other.example"; },
                            +[](Record& there) { there.client_id = "another"; }}) {
    Move move;
    move.other.records["p"] = move.world.record();
    change(move.other.records["p"]);
    EXPECT_EQ(move.failure_of(move.options())->kind(), ErrorKind::usage);
    EXPECT_TRUE(move.world.store.records.contains("p"));
  }
}

TEST(Transfer, BothTurnsOfARenameAreHeldInTheOrderOfTheNames) {
  for (const auto& [from, to] : {std::pair("a", "b"), std::pair("b", "a")}) {
    World world;
    NotingStore store;
    store.records[from] = world.record();
    transfer({store, from}, {store, to}, {.replace = false, .move = true});
    EXPECT_EQ(store.taken, (std::vector<std::string>{"a", "b"})) << from;
    EXPECT_FALSE(store.records.contains(from));
    EXPECT_EQ(store.records.at(to).tokens.refresh_token.reveal(), "old-refresh");
  }
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
