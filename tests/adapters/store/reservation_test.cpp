#include <sched.h>
#include <sys/mount.h>
#include <sys/resource.h>

#include "adapters/store/store_test.h"
#include "store/record_json.h"

namespace oauthctl {
namespace {

using namespace testing;

class ReservationTest : public StoreTest {
 protected:
  ReservationTest() { save(store_, record_of_turn(1, "old")); }

  std::string token() { return store_.load("work")->tokens.access_token.reveal(); }
};

TEST_F(ReservationTest, ADamagedRecordIsRefusedBeforeTheRequest) {
  write_file(path_, "{}");
  EXPECT_EQ(thrown_by([&] { store_.take_turn("work", 0ms)->make_room(); }).kind(), ErrorKind::internal);
  EXPECT_EQ(read_file(path_), "{}");
}

TEST_F(ReservationTest, WithoutACommitNothingChangesAndNothingStays) {
  const std::string before = read_file(path_);
  {
    const auto turn = store_.take_turn("work", 0ms);
    turn->make_room();
    EXPECT_TRUE(exists(path_ + ".new"));
    EXPECT_EQ(mode_of(path_ + ".new"), 0600U);
  }
  EXPECT_EQ(read_file(path_), before);
  EXPECT_FALSE(exists(path_ + ".new"));
}

TEST_F(ReservationTest, TakesItsRoomBeforeItIsNeeded) {
  const auto turn = store_.take_turn("work", 0ms);
  turn->make_room();
  struct stat status = {};
  ASSERT_EQ(stat((path_ + ".new").c_str(), &status), 0);
  EXPECT_GE(status.st_blocks * 512, 64 << 10);
}

TEST_F(ReservationTest, ACommitReplacesTheRecordAsAWhole) {
  const auto turn = store_.take_turn("work", 0ms);
  turn->make_room();
  EXPECT_EQ(token(), "at-old");
  turn->commit(record_of_turn(2, "new"));
  EXPECT_EQ(token(), "at-new");
  EXPECT_FALSE(exists(path_ + ".new"));
  struct stat status = {};
  ASSERT_EQ(stat(path_.c_str(), &status), 0);
  EXPECT_EQ(static_cast<std::size_t>(status.st_size), read_file(path_).size());
}

TEST_F(ReservationTest, ARecordThatOutgrewItsRoomIsStillSaved) {
  Record record = record_of_turn(3, "new");
  record.tokens.id_token = Secret(std::string(300'000, 'x'));
  store_.take_turn("work", 0ms)->commit(record);
  EXPECT_EQ(store_.load("work")->tokens.id_token.reveal().size(), 300'000U);
}

TEST_F(ReservationTest, ATurnMaySaveTwiceAndEachSaveIsCounted) {
  const auto turn = store_.take_turn("work", 0ms);
  EXPECT_EQ(turn->commit(record_of_turn(9, "second")).serial, 2U);
  EXPECT_EQ(turn->commit(record_of_turn(9, "third")).serial, 3U);
  EXPECT_EQ(turn->record()->serial, 3U);
  EXPECT_EQ(store_.load("work")->serial, 3U);
  EXPECT_EQ(token(), "at-third");
}

TEST_F(ReservationTest, ARecordThatAnotherSavedAlthoughItIsOurTurnIsSeen) {
  const auto turn = store_.take_turn("work", 0ms);
  EXPECT_FALSE(turn->saved_by_another());
  turn->commit(record_of_turn(2, "new"));
  EXPECT_FALSE(turn->saved_by_another());
  Record theirs = record_of_turn(3, "theirs");
  write_file(path_, encode_record(theirs).reveal());
  EXPECT_EQ(turn->saved_by_another()->tokens.access_token.reveal(), "at-theirs");
}

TEST_F(ReservationTest, IsTheProfilesItWasMadeFor) {
  store_.take_turn("work", 0ms)->commit(full_record("other"));
  EXPECT_EQ(store_.load("work")->profile, "work");
  EXPECT_FALSE(store_.load("other"));
}

TEST_F(ReservationTest, ANewFileOfSomebodyWithoutTheLockIsNotTakenForOurs) {
  const auto turn = store_.take_turn("work", 0ms);
  turn->make_room();
  ASSERT_EQ(unlink((path_ + ".new").c_str()), 0);
  write_file(path_ + ".new", "an intruder's");
  EXPECT_EQ(thrown_by([&] { turn->commit(record_of_turn(2, "new")); }).message(),
            path_ + ".new: was replaced while it was written");
  EXPECT_EQ(token(), "at-old");
}

/// A disk with room for one record, but not for the next one beside it.
void take_room_away(const std::string& folder) {
  if (unshare(CLONE_NEWNS) == 0 && mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0 &&
      mount("small", folder.c_str(), "tmpfs", 0, "size=32k,mode=0700") == 0) {
    return;
  }
  const rlimit limit = {32 << 10, 32 << 10};
  setrlimit(RLIMIT_FSIZE, &limit);
}

int expect_no_room(const std::string& folder) {
  std::signal(SIGXFSZ, SIG_IGN);
  take_room_away(folder);
  FileStore store(folder);
  const Error error = thrown_by([&] { store.take_turn("work", 0ms)->make_room(); });
  const std::string start = folder + "/work.json: cannot be written: ";
  const bool says_why =
      error.message() == start + "no space left on device" || error.message() == start + "file too large";
  return error.kind() == ErrorKind::unavailable && says_why && !exists(folder + "/work.json.new") ? 0 : 1;
}

TEST_F(ReservationTest, AFullDiskIsNoticedBeforeTheRequest) {
  EXPECT_EQ(ChildProcess([&] { return expect_no_room(folder_); }).wait(), 0);
  EXPECT_EQ(token(), "at-old");
}

TEST_F(ReservationTest, ALimitOnTheSizeOfFilesIsNoticedBeforeTheRequest) {
  ChildProcess limited([&] {
    std::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit = {32 << 10, 32 << 10};
    setrlimit(RLIMIT_FSIZE, &limit);
    const Error error = thrown_by([&] { store_.take_turn("work", 0ms)->make_room(); });
    return error.kind() == ErrorKind::unavailable ? 0 : 1;
  });
  EXPECT_EQ(limited.wait(), 0);
  EXPECT_EQ(token(), "at-old");
  EXPECT_FALSE(exists(path_ + ".new"));
}

TEST_F(ReservationTest, RunningOutOfDescriptorsIsUnavailable) {
  ChildProcess limited([&] {
    const rlimit limit = {3, 3};
    setrlimit(RLIMIT_NOFILE, &limit);
    return thrown_by([&] { store_.take_turn("work", 0ms)->make_room(); }).kind() == ErrorKind::unavailable &&
                   thrown_by([&] { store_.load("work"); }).kind() == ErrorKind::unavailable
               ? 0
               : 1;
  });
  EXPECT_EQ(limited.wait(), 0);
}

}  // namespace
}  // namespace oauthctl
