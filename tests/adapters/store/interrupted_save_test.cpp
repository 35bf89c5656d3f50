#include "adapters/store/faults.h"
#include "adapters/store/store_test.h"
#include "store/record_json.h"

namespace oauthctl {
namespace {

using namespace testing;

/// The file that a killed renewal left beside the record of turn 1.
class LeftoverTest : public StoreTest {
 protected:
  LeftoverTest() { save(store_, record_of_turn(1, "old")); }

  void leave(const std::string& text) {
    write_file(path_ + ".new", text);
    chmod((path_ + ".new").c_str(), S_IRUSR | S_IWUSR);
  }
  static std::string text_of(const Record& record) { return encode_record(record).reveal(); }

  std::string token_under_lock() {
    const auto lock = store_.take_turn("work", 0ms);
    return store_.load("work")->tokens.access_token.reveal();
  }
};

TEST_F(LeftoverTest, WhatIsNotTheWholeNextRecordIsNotAdopted) {
  const std::string next = text_of(record_of_turn(2, "new"));
  Record other = full_record("other");
  other.serial = 2;
  for (const std::string& text :
       {std::string(), std::string(70'000, '\0'), next.substr(0, next.size() - 1), next.substr(1), next + "x",
        text_of(record_of_turn(1, "same")), text_of(record_of_turn(3, "later")), text_of(other)}) {
    leave(text);
    EXPECT_EQ(token_under_lock(), "at-old") << text;
  }
}

TEST_F(LeftoverTest, ALinkOrAFileThatOthersCanWriteIsNotAdopted) {
  write_file(home_ / "planted", text_of(record_of_turn(2, "new")));
  ASSERT_EQ(symlink((home_ / "planted").c_str(), (path_ + ".new").c_str()), 0);
  EXPECT_EQ(token_under_lock(), "at-old");
  ASSERT_EQ(unlink((path_ + ".new").c_str()), 0);
  leave(text_of(record_of_turn(2, "new")));
  chmod((path_ + ".new").c_str(), 0666);
  EXPECT_EQ(token_under_lock(), "at-old");
}

TEST_F(LeftoverTest, NoRecordComesBackAfterALogout) {
  ASSERT_TRUE(store_.take_turn("work", 0ms)->erase());
  leave(text_of(record_of_turn(1, "new")));
  const auto lock = store_.take_turn("work", 0ms);
  EXPECT_FALSE(store_.load("work"));
}

TEST_F(LeftoverTest, ADamagedRecordIsNotWrittenOver) {
  write_file(path_, "{");
  leave(text_of(record_of_turn(2, "new")));
  const auto lock = store_.take_turn("work", 0ms);
  EXPECT_EQ(read_file(path_), "{");
}

TEST_F(LeftoverTest, TheNextRecordIsAdoptedByTheNextHolderOfTheLock) {
  for (const std::size_t room : {0, 60'000}) {
    store_.take_turn("work", 0ms)->erase();
    save(store_, record_of_turn(1, "old"));
    leave(text_of(record_of_turn(2, "new")) + std::string(room, '\0'));
    EXPECT_EQ(store_.load("work")->serial, 1U) << "a reader holds no lock";
    EXPECT_TRUE(store_.begin_login("work"));
    EXPECT_EQ(store_.load("work")->serial, 1U) << "nor does a login that waits for its person";
    EXPECT_EQ(token_under_lock(), "at-new");
    EXPECT_FALSE(exists(path_ + ".new"));
    EXPECT_EQ(mode_of(path_), 0600U);
  }
}

TEST_F(LeftoverTest, KilledBetweenWritingAndNamingARenewalLosesNothing) {
  faults = {};
  auto turn = store_.take_turn("work", 0ms);
  turn->make_room();
  const std::size_t before = faults.made.size();
  turn->commit(record_of_turn(1, "old"));
  turn.reset();
  const auto made = std::exchange(faults, {}).made;
  std::size_t adopted = 0;
  for (std::size_t call = before; call < made.size(); ++call) {
    store_.take_turn("work", 0ms)->erase();
    save(store_, record_of_turn(1, "old"));
    ChildProcess killed([&] {
      faults = {};
      faults.faulty = call;
      faults.misbehaviour = Misbehaviour::kills_after;
      store_.take_turn("work", 0ms)->commit(record_of_turn(2, "new"));
      return 0;
    });
    EXPECT_EQ(killed.wait(), -SIGKILL);
    EXPECT_EQ(token_under_lock(), "at-new") << made[call].name;
    ++adopted;
  }
  EXPECT_GE(adopted, 6U);
}

}  // namespace
}  // namespace oauthctl
