#include "adapters/store/store_test.h"

namespace oauthctl {
namespace {

using namespace testing;

using HostileHome = StoreTest;

TEST_F(HostileHome, AFolderThatOthersCanWriteInIsRefused) {
  save(store_, full_record("work"));
  for (const mode_t mode : {0720U, 0702U, 0777U, 01777U}) {
    ASSERT_EQ(chmod(folder_.c_str(), mode), 0);
    for (const auto& error :
         {thrown_by([&] { store_.load("work"); }), thrown_by([&] { store_.take_turn("work", 0ms)->make_room(); }),
          thrown_by([&] { store_.profiles(); }), thrown_by([&] { store_.take_turn("work", 0ms)->erase(); })}) {
      EXPECT_EQ(error.kind(), ErrorKind::internal);
      EXPECT_EQ(error.message(), folder_ + ": is writable by others");
      EXPECT_EQ(error.hint(), "chmod 700 " + folder_);
    }
  }
}

TEST_F(HostileHome, AHomeThatEverybodyCanWriteInIsRefused) {
  save(store_, full_record("work"));
  ASSERT_EQ(chmod(home_.path().c_str(), 0777), 0);
  const Error error = thrown_by([&] { store_.load("work"); });
  EXPECT_EQ(error.kind(), ErrorKind::internal);
  EXPECT_EQ(error.message(), home_.path() + ": is writable by everybody");
  EXPECT_EQ(error.hint(), "chmod o-w " + home_.path() + ", or name a folder of your own with --home DIR");
}

TEST_F(HostileHome, AFolderThatIsALinkIsRefused) {
  ASSERT_EQ(mkdir((home_ / "elsewhere").c_str(), 0700), 0);
  ASSERT_EQ(symlink("elsewhere", folder_.c_str()), 0);
  for (const auto& error :
       {thrown_by([&] { store_.load("work"); }), thrown_by([&] { store_.take_turn("work", 0ms)->make_room(); })}) {
    EXPECT_EQ(error.kind(), ErrorKind::internal);
    EXPECT_EQ(error.message(), folder_ + ": is a symbolic link, which is not followed here");
  }
}

TEST_F(HostileHome, AFileInThePlaceOfTheFolderIsNamed) {
  write_file(folder_, "x");
  EXPECT_EQ(thrown_by([&] { store_.load("work"); }).message(),
            folder_ + ": cannot be used as the folder of the profiles: not a directory");
}

TEST_F(HostileHome, AHomeThatIsOurOwnLinkIsFine) {
  const std::string link = home_ / "link";
  ASSERT_EQ(mkdir((home_ / "real").c_str(), 0700), 0);
  ASSERT_EQ(symlink("real", link.c_str()), 0);
  FileStore store(link + "/profiles");
  save(store, full_record("work"));
  EXPECT_TRUE(FileStore(home_ / "real/profiles").load("work"));
}

TEST_F(HostileHome, AFolderThatOthersCanSeeIsTakenFromThemAtTheNextSave) {
  save(store_, full_record("work"));
  ASSERT_EQ(chmod(folder_.c_str(), 0755), 0);
  EXPECT_TRUE(store_.load("work"));
  save(store_, full_record("work"));
  EXPECT_EQ(mode_of(folder_), 0700U);
}

/// The kind and message of a save in a folder of that mode. Only for a user who must obey modes, so not for root.
int expect_unwritable(const std::string& home, mode_t mode) {
  FileStore store(home + "/profiles");
  save(store, full_record("work"));
  const std::string before = read_file(home + "/profiles/work.json");
  const auto turn = store.take_turn("work", 0ms);
  chmod((home + "/profiles").c_str(), mode);
  const Error error = thrown_by([&] { turn->make_room(); });
  const bool right = error.kind() == ErrorKind::unavailable &&
                     error.message() == home + "/profiles/work.json: cannot be written: permission denied" &&
                     read_file(home + "/profiles/work.json") == before && store.load("work");
  chmod((home + "/profiles").c_str(), 0700);
  return right ? 0 : 1;
}

TEST_F(HostileHome, AFolderThatCannotBeWrittenIsNoticedBeforeTheRequest) {
  ASSERT_EQ(chmod(home_.path().c_str(), 0711), 0);
  const std::string own = home_ / "own";
  ASSERT_EQ(mkdir(own.c_str(), 0700), 0);
  if (geteuid() == 0) {
    ASSERT_EQ(chown(own.c_str(), 65534, 65534), 0);
  }
  EXPECT_EQ(as_ordinary_user([&] { return expect_unwritable(own, 0500); }), 0);
}

/// Whether a home and a record in it can be used after they were created under a umask that removes all permissions.
int expect_usable_under_umask_777(const std::string& home) {
  umask(0777);
  FileStore store(home + "/state/profiles");
  {
    const Hold login = store.begin_login("work");
    save(store, full_record("work"));
  }
  const Hold login = store.begin_login("work");
  save(store, full_record("work"));
  return store.load("work") && mode_of(home + "/state") == 0700 ? 0 : 1;
}

TEST_F(HostileHome, AUmaskThatTakesEverythingAwayBreaksNoLaterLogin) {
  ASSERT_EQ(chmod(home_.path().c_str(), 0711), 0);
  const std::string own = home_ / "own";
  ASSERT_EQ(mkdir(own.c_str(), 0700), 0);
  if (geteuid() == 0) {
    ASSERT_EQ(chown(own.c_str(), 65534, 65534), 0);
  }
  EXPECT_EQ(as_ordinary_user([&] { return expect_usable_under_umask_777(own); }), 0);
}

TEST_F(HostileHome, AFolderThatCannotBeMadeIsUnavailable) {
  const Error error = thrown_by([] { FileStore("/proc/oauthctl/profiles").take_turn("work", 0ms); });
  EXPECT_EQ(error.kind(), ErrorKind::unavailable);
  EXPECT_EQ(error.message(), "/proc/oauthctl: cannot be made: no such file or directory");
  EXPECT_EQ(error.hint(), "name a folder that can be written with --home DIR; login --no-store needs none");
}

}  // namespace
}  // namespace oauthctl
