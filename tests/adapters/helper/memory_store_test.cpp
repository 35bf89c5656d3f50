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
  store.reserve("work");
  EXPECT_EQ(store.load("work"), std::nullopt);
  EXPECT_THAT(store.profiles(), IsEmpty());
}

TEST(MemoryStore, RefusesANameThatNoStoreTakes) {
  MemoryStore store;
  EXPECT_EQ(testing::failure_of([&] { store.reserve("../work"); }).kind(), ErrorKind::usage);
}

TEST(MemoryStore, KeepsWhatWasCommittedUntilItIsErased) {
  MemoryStore store;
  const auto lock = store.lock("work", LockPurpose::renewal, 0ms);
  store.reserve("work")->commit(testing::full_record("work"));
  EXPECT_EQ(store.load("work")->serial, 7U);
  EXPECT_THAT(store.profiles(), ElementsAre("work"));
  EXPECT_TRUE(store.erase("work"));
  EXPECT_FALSE(store.erase("work"));
}

}  // namespace
}  // namespace oauthctl
