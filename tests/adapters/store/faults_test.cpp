#include "adapters/store/faults.h"

#include <cerrno>

#include "adapters/store/store_test.h"
#include "base/file.h"

namespace oauthctl {
namespace {

using namespace testing;

class FaultsTest : public StoreTest {
 protected:
  ~FaultsTest() override { faults = {}; }

  /// How many calls a save makes that can go wrong.
  int calls_of_a_save() {
    faults = {};
    save(store_, record_of_turn(1, "old"));
    return faults.call;
  }

  void expect_old_or_new() {
    faults = {};
    const auto record = store_.load("work");
    ASSERT_TRUE(record);
    EXPECT_TRUE(is_whole(*record));
    EXPECT_LE(record->serial, 2U);
    EXPECT_GE(record->serial, 1U);
    EXPECT_EQ(mode_of(path_), 0600U);
  }
};

TEST_F(FaultsTest, KilledAtEachCallTheRecordIsWhole) {
  calls_of_a_save();
  const int calls = calls_of_a_save();
  ASSERT_GT(calls, 8);
  for (int call = 0; call < calls; ++call) {
    SCOPED_TRACE(call);
    save(store_, record_of_turn(1, "old"));
    ChildProcess killed([&] {
      faults = {.faulty = call};
      save(store_, record_of_turn(2, "new"));
      return 0;
    });
    EXPECT_EQ(killed.wait(), -SIGKILL);
    expect_old_or_new();
    save(store_, record_of_turn(2, "after"));
    EXPECT_EQ(store_.load("work")->tokens.access_token.reveal(), "at-after");
  }
}

TEST_F(FaultsTest, KilledAtEachCallOfTheFirstSaveThereIsAWholeRecordOrNone) {
  const int calls = calls_of_a_save();
  for (int call = 0; call < calls; ++call) {
    SCOPED_TRACE(call);
    const std::string folder = home_ / std::to_string(call);
    FileStore store(folder);
    ChildProcess killed([&] {
      faults = {.faulty = call};
      save(store, record_of_turn(1, "first"));
      return 0;
    });
    EXPECT_EQ(killed.wait(), -SIGKILL);
    const auto record = store.load("work");
    EXPECT_TRUE(!record || is_whole(*record));
  }
}

TEST_F(FaultsTest, EachCallThatFailsIsReportedOrDoesNotMatter) {
  calls_of_a_save();
  const int calls = calls_of_a_save();
  int reported = 0;
  for (const int error : {ENOSPC, EIO, EROFS, EDQUOT}) {
    for (int call = 0; call < calls; ++call) {
      SCOPED_TRACE(call);
      save(store_, record_of_turn(1, "old"));
      faults = {.faulty = call, .error = error};
      bool thrown = false;
      try {
        save(store_, record_of_turn(2, "new"));
      } catch (const Error& trouble) {
        thrown = true;
        ++reported;
        EXPECT_NE(trouble.message().find(folder_), std::string::npos) << trouble.message();
        EXPECT_TRUE(trouble.message().ends_with(describe_errno(error))) << trouble.message();
      }
      expect_old_or_new();
      if (!thrown) {
        EXPECT_EQ(store_.load("work")->serial, 2U);
      }
      EXPECT_FALSE(exists(path_ + ".new"));
    }
  }
  EXPECT_GT(reported, 4 * 8);
}

TEST_F(FaultsTest, ShortAndInterruptedWritesAreGoneOnWith) {
  faults = {.halting = true};
  save(store_, record_of_turn(2, "new"));
  faults = {};
  EXPECT_TRUE(is_whole(*store_.load("work")));
}

TEST_F(FaultsTest, TenThousandProfilesCostALoadNothing) {
  save(store_, full_record("work"));
  faults = {};
  ASSERT_TRUE(store_.load("work"));
  const int calls = faults.call;
  for (int i = 0; i < 10'000; ++i) write_file(folder_ + "/p" + std::to_string(i) + ".json", "");
  EXPECT_EQ(store_.profiles().size(), 10'001U);
  faults = {};
  ASSERT_TRUE(store_.load("work"));
  EXPECT_EQ(faults.call, calls);
  EXPECT_EQ(calls, 2);
}

}  // namespace
}  // namespace oauthctl
