#include <algorithm>
#include <cerrno>
#include <set>
#include <utility>

#include "adapters/store/disk.h"
#include "adapters/store/faults.h"
#include "adapters/store/store_test.h"
#include "store/record_json.h"

namespace oauthctl {
namespace {

using namespace testing;

class PowerLossTest : public StoreTest {
 protected:
  ~PowerLossTest() override { faults = {}; }

  void record(const std::function<void()>& act) {
    before_ = Disk::of(home_.path());
    faults = {};
    faults.recording = &recording_;
    act();
    faults = {};
  }

  /// The records that the next turn finds on each possible disk after a power loss at that step.
  std::set<std::string> found_after(std::size_t steps) {
    std::set<std::string> found;
    lose_power(before_, recording_, steps, [&](const Disk& disk) {
      if (seen_.insert({steps == recording_.steps.size(), disk}).second) found.insert(found_on(disk));
    });
    return found;
  }

  /// Before the end of what was recorded, one of `during`; after it, `done` and nothing else.
  void expect(const std::set<std::string>& during, const std::string& done) {
    ASSERT_GE(recording_.steps.size(), 3U);
    for (std::size_t steps = 0; steps < recording_.steps.size(); ++steps) {
      for (const std::string& state : found_after(steps)) EXPECT_TRUE(during.contains(state)) << steps << ": " << state;
    }
    EXPECT_EQ(found_after(recording_.steps.size()), std::set<std::string>{done});
    EXPECT_GT(seen_.size(), 2U);
  }

  Recording recording_;

 private:
  std::string found_on(const Disk& disk) const {
    const TemporaryDirectory copy(memory_folder());
    struct stat home = {};
    stat(home_.path().c_str(), &home);
    disk.write_to(copy.path(), home.st_ino);
    FileStore store(copy.path() + folder_.substr(home_.path().size()));
    const std::string read = state_of(store);
    const auto lock = store.take_turn("work", 30s);
    const std::string next = state_of(store);
    return read == next ? read : read + ", then " + next;
  }

  static std::string state_of(FileStore& store) {
    const auto record = store.load("work");
    if (!record) return "none";
    return is_whole(*record) ? record->tokens.access_token.reveal().substr(3) : "torn";
  }

  Disk before_;
  std::set<std::pair<bool, Disk>> seen_;
};

TEST_F(PowerLossTest, DuringASaveLeavesTheOldRecordOrTheNewOne) {
  save(store_, record_of_turn(1, "old"));
  record([&] { save(store_, record_of_turn(2, "new")); });
  expect({"old", "new", "old, then new"}, "new");
}

TEST_F(PowerLossTest, DuringASaveOfAMuchShorterRecordToo) {
  save(store_, record_of_turn(2999, "old"));
  record([&] { save(store_, record_of_turn(3000, "new")); });
  expect({"old", "new", "old, then new"}, "new");
}

TEST_F(PowerLossTest, DuringTheFirstSaveLeavesNoneOrAWholeRecord) {
  record([&] { save(store_, record_of_turn(1, "new")); });
  expect({"none", "new"}, "new");
}

/// The step of a first save at which the parent of the records' folder is synced for the first time.
std::size_t first_sync() {
  const TemporaryDirectory home(memory_folder());
  FileStore store(home / "profiles");
  faults = {};
  save(store, record_of_turn(1, "new"));
  const auto made = std::exchange(faults, {}).made;
  const auto found =
      std::find_if(made.begin(), made.end(), [](const SystemCall& call) { return call.name == "fsync"; });
  return static_cast<std::size_t>(found - made.begin());
}

TEST_F(PowerLossTest, AfterASaveThatFailedToSyncTheFolderAboveTheNextOneIsWhole) {
  const std::size_t failing = first_sync();
  record([&] {
    faults.faulty = failing;
    faults.error = EIO;
    EXPECT_THROW(save(store_, record_of_turn(1, "new")), Error);
    faults.faulty = Faults::none;
    save(store_, record_of_turn(1, "new"));
  });
  expect({"none", "new"}, "new");
}

TEST_F(PowerLossTest, WhileALeftoverIsAdoptedLosesNothing) {
  save(store_, record_of_turn(1, "old"));
  write_file(path_ + ".new", encode_record(record_of_turn(2, "new")).reveal());
  chmod((path_ + ".new").c_str(), S_IRUSR | S_IWUSR);
  record([&] { store_.take_turn("work", 30s); });
  expect({"old, then new", "new"}, "new");
}

TEST_F(PowerLossTest, DuringALogoutLeavesTheRecordOrNone) {
  save(store_, record_of_turn(1, "old"));
  const auto turn = store_.take_turn("work", 30s);
  write_file(path_ + ".new", "what a killed renewal left");
  record([&] { turn->erase(); });
  expect({"old", "none"}, "none");
}

}  // namespace
}  // namespace oauthctl
