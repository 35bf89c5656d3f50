#include <chrono>
#include <cstdint>
#include <random>
#include <thread>

#include "adapters/store/store_test.h"

namespace oauthctl {
namespace {

using namespace testing;

using RacingProcesses = StoreTest;

constexpr int writers = 25;
constexpr int readers = 25;
constexpr int turns = 4;
constexpr std::uint64_t saves = 1 + writers * turns;

int write_in_turn(FileStore& store) {
  for (int turn = 0; turn < turns; ++turn) {
    const auto ours = store.take_turn("work", 60s);
    const std::uint64_t next = ours->record()->serial + 1;
    ours->commit(record_of_turn(next, std::to_string(getpid()) + '-' + std::to_string(turn)));
  }
  return 0;
}

int read_until_all_is_written(FileStore& store) {
  std::uint64_t last = 0;
  while (last < saves) {
    const auto record = store.load("work");
    if (!record || !is_whole(*record) || record->serial < last) return 1;
    last = record->serial;
  }
  return 0;
}

TEST_F(RacingProcesses, EveryReadIsWholeAndNoSaveIsLost) {
  save(store_, record_of_turn(0, "first"));
  std::vector<ChildProcess> children;
  for (int i = 0; i < writers; ++i) children.emplace_back([&] { return write_in_turn(store_); });
  for (int i = 0; i < readers; ++i) children.emplace_back([&] { return read_until_all_is_written(store_); });
  for (auto& child : children) EXPECT_EQ(child.wait(), 0);
  EXPECT_EQ(store_.load("work")->serial, saves);
}

TEST_F(RacingProcesses, KilledAtAnyMomentARecordIsTheOldOneOrTheNewOne) {
  const auto begin = std::chrono::steady_clock::now();
  save(store_, record_of_turn(0, "first"));
  // Some saves get through and some do not, however fast this disk is.
  const auto some_saves = 4 * (std::chrono::steady_clock::now() - begin);
  std::mt19937 random(2);
  std::uint64_t last = 0;
  for (int round = 0; round < 100; ++round) {
    ChildProcess saver([&] {
      for (std::uint64_t serial = last + 1;; ++serial) save(store_, record_of_turn(serial, std::to_string(serial)));
      return 0;
    });
    std::this_thread::sleep_for(some_saves * static_cast<int>(random() % 1000) / 1000);
    saver.send(SIGKILL);
    EXPECT_EQ(saver.wait(), -SIGKILL);
    const auto record = store_.load("work");
    ASSERT_TRUE(record);
    EXPECT_TRUE(is_whole(*record));
    EXPECT_GE(record->serial, last);
    EXPECT_EQ(mode_of(path_), 0600U);
    last = record->serial;
  }
  EXPECT_GT(last, 0U);
}

}  // namespace
}  // namespace oauthctl
