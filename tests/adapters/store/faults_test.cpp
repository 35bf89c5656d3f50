#include "adapters/store/faults.h"

#include <algorithm>
#include <cerrno>

#include "adapters/store/store_test.h"
#include "base/file.h"

namespace oauthctl {
namespace {

using namespace testing;

class FaultsTest : public StoreTest {
 protected:
  ~FaultsTest() override { faults = {}; }

  /// The number of calls of a save that can fail.
  std::size_t calls_of_a_save() {
    faults = {};
    save(store_, record_of_turn(1, "old"));
    return faults.made.size();
  }

  void expect_old_or_new() {
    faults = {};
    const auto record = store_.load("work");
    ASSERT_TRUE(record);
    EXPECT_TRUE(is_whole(*record));
    const std::string& token = record->tokens.access_token.reveal();
    EXPECT_TRUE(token == "at-old" || token == "at-new") << token;
    EXPECT_EQ(mode_of(path_), 0600U);
  }
};

constexpr Misbehaviour kills[] = {Misbehaviour::kills_before, Misbehaviour::kills_after};

TEST_F(FaultsTest, KilledBeforeAndAfterEachCallTheRecordIsWhole) {
  calls_of_a_save();
  const std::size_t calls = calls_of_a_save();
  ASSERT_GT(calls, 20U);
  for (const Misbehaviour kill : kills) {
    for (std::size_t call = 0; call < calls; ++call) {
      SCOPED_TRACE(call);
      save(store_, record_of_turn(1, "old"));
      ChildProcess killed([&] {
        faults = {};
        faults.faulty = call;
        faults.misbehaviour = kill;
        save(store_, record_of_turn(2, "new"));
        return 0;
      });
      EXPECT_EQ(killed.wait(), -SIGKILL);
      expect_old_or_new();
      save(store_, record_of_turn(2, "after"));
      EXPECT_EQ(store_.load("work")->tokens.access_token.reveal(), "at-after");
    }
  }
}

TEST_F(FaultsTest, KilledBeforeAndAfterEachCallOfTheFirstSaveThereIsAWholeRecordOrNone) {
  const std::size_t calls = calls_of_a_save();
  for (const Misbehaviour kill : kills) {
    for (std::size_t call = 0; call < calls; ++call) {
      SCOPED_TRACE(call);
      const TemporaryDirectory home;
      FileStore store(home / "profiles");
      ChildProcess killed([&] {
        faults = {};
        faults.faulty = call;
        faults.misbehaviour = kill;
        save(store, record_of_turn(1, "first"));
        return 0;
      });
      EXPECT_EQ(killed.wait(), -SIGKILL);
      const auto record = store.load("work");
      EXPECT_TRUE(!record || is_whole(*record));
    }
  }
}

TEST_F(FaultsTest, AFailureNamesTheFolderAndTheReason) {
  calls_of_a_save();
  const std::size_t calls = calls_of_a_save();
  int reported = 0;
  for (const int error : {ENOSPC, EIO, EROFS, EDQUOT}) {
    for (std::size_t call = 0; call < calls; ++call) {
      SCOPED_TRACE(call);
      save(store_, record_of_turn(1, "old"));
      faults = {};
      faults.faulty = call;
      faults.error = error;
      faults.for_good = true;
      try {
        save(store_, record_of_turn(2, "new"));
      } catch (const Error& trouble) {
        ++reported;
        EXPECT_NE(trouble.message().find(home_.path()), std::string::npos) << trouble.message();
        EXPECT_TRUE(trouble.message().ends_with(describe_errno(error))) << trouble.message();
      }
      expect_old_or_new();
    }
  }
  EXPECT_GT(reported, 4 * 8);
}

/// The number of a save's call of that name on that file.
std::size_t call_of_a_save(const std::vector<SystemCall>& made, const std::string& name, const std::string& on) {
  const auto found = std::find_if(made.begin(), made.end(),
                                  [&](const SystemCall& call) { return call.name == name && call.on == on; });
  return static_cast<std::size_t>(found - made.begin());
}

TEST_F(FaultsTest, AFileSystemThatCannotSyncAFolderWorksAndOneThatCannotSyncAFileDoesNot) {
  calls_of_a_save();
  for (const int error : {EINVAL, ENOTSUP, ENOSYS}) {
    for (const auto& [on, works] : {std::pair("profiles", true), std::pair("work.json.new", false)}) {
      calls_of_a_save();
      const std::size_t number = call_of_a_save(faults.made, "fsync", on);
      ASSERT_LT(number, faults.made.size());
      faults = {};
      faults.faulty = number;
      faults.error = error;
      faults.for_good = !works;
      if (works) {
        save(store_, record_of_turn(2, "new"));
      } else {
        EXPECT_EQ(thrown_by([&] { save(store_, record_of_turn(2, "new")); }).kind(), ErrorKind::unavailable);
      }
      faults = {};
    }
  }
}

TEST_F(FaultsTest, AFileSystemWithoutLocksIsSaidToBeOne) {
  calls_of_a_save();
  calls_of_a_save();
  const std::size_t number = call_of_a_save(faults.made, "flock", "work.lock");
  for (const int error : {ENOLCK, ENOTSUP, ENOSYS}) {
    faults = {};
    faults.faulty = number;
    faults.error = error;
    const Error trouble = thrown_by([&] { save(store_, record_of_turn(2, "new")); });
    EXPECT_EQ(trouble.kind(), ErrorKind::unavailable);
    EXPECT_EQ(trouble.message(), folder_ + "/work.lock: cannot be locked: this file system has no locks");
    EXPECT_NE(trouble.hint().text().find("--home"), std::string::npos);
  }
  expect_old_or_new();
}

TEST_F(FaultsTest, ShortAndInterruptedWritesAreGoneOnWith) {
  faults = {};
  faults.halting = true;
  save(store_, record_of_turn(2, "new"));
  faults = {};
  EXPECT_TRUE(is_whole(*store_.load("work")));
}

TEST_F(FaultsTest, TenThousandProfilesCostALoadNothing) {
  save(store_, full_record("work"));
  faults = {};
  ASSERT_TRUE(store_.load("work"));
  const std::size_t calls = faults.made.size();
  for (int i = 0; i < 10'000; ++i) write_file(folder_ + "/p" + std::to_string(i) + ".json", "");
  EXPECT_EQ(store_.profiles().size(), 10'001U);
  faults = {};
  ASSERT_TRUE(store_.load("work"));
  EXPECT_EQ(faults.made.size(), calls);
  EXPECT_LT(calls, 10U);
}

}  // namespace
}  // namespace oauthctl
