#include "store/memory_store.h"

#include <gmock/gmock.h>

#include "adapters/helper/programs.h"
#include "support/records.h"

namespace oauthctl {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(MemoryStore, WhatWasReservedButNotCommittedIsNotThere) {
  MemoryStore store;
  store.take_turn("work", 0ms)->make_room();
  EXPECT_EQ(store.load("work"), std::nullopt);
  EXPECT_THAT(store.profiles(), IsEmpty());
}

TEST(MemoryStore, RefusesANameThatNoStoreTakes) {
  MemoryStore store;
  EXPECT_EQ(testing::failure_of([&] { store.take_turn("../work", 0ms); }).kind(), ErrorKind::usage);
}

TEST(MemoryStore, KeepsWhatWasCommittedUntilItIsErased) {
  MemoryStore store;
  store.take_turn("work", 0ms)->commit(testing::full_record("work"));
  EXPECT_EQ(store.load("work")->serial, 1U);
  EXPECT_THAT(store.profiles(), ElementsAre("work"));
  EXPECT_TRUE(store.take_turn("work", 0ms)->erase());
  EXPECT_FALSE(store.take_turn("work", 0ms)->erase());
}

}  // namespace
}  // namespace oauthctl
