#include <fcntl.h>

#include "adapters/store/store_test.h"

namespace oauthctl {
namespace {

using namespace testing;

/// A record, and hostile files in its place.
class HostileFiles : public StoreTest {
 protected:
  HostileFiles() {
    save(store_, full_record("work"));
    text_ = read_file(path_);
  }

  /// The file is neither read nor overwritten nor followed, and the message names it.
  void expect_refused(const std::string& why) {
    const std::string message = path_ + ": " + why;
    for (const auto& error :
         {thrown_by([&] { store_.load("work"); }), thrown_by([&] { store_.take_turn("work", 0ms)->make_room(); })}) {
      EXPECT_EQ(error.kind(), ErrorKind::internal);
      EXPECT_EQ(error.message(), message);
    }
    EXPECT_FALSE(exists(path_ + ".new"));
  }

  std::string text_;
};

TEST_F(HostileFiles, ASymbolicLinkIsNotFollowed) {
  const std::string target = home_ / "target.json";
  write_file(target, text_);
  unlink(path_.c_str());
  ASSERT_EQ(symlink(target.c_str(), path_.c_str()), 0);
  expect_refused("is a symbolic link, which is not followed here");
  EXPECT_THROW(store_.take_turn("work", 0ms)->erase(), Error);
  EXPECT_EQ(read_file(target), text_);
  EXPECT_TRUE(exists(path_));
}

TEST_F(HostileFiles, APipeIsNotWaitedFor) {
  unlink(path_.c_str());
  ASSERT_EQ(mkfifo(path_.c_str(), 0600), 0);
  expect_refused("is not a regular file");
  EXPECT_THROW(store_.take_turn("work", 0ms)->erase(), Error);
}

TEST_F(HostileFiles, AFolderIsNotARecord) {
  unlink(path_.c_str());
  ASSERT_EQ(mkdir(path_.c_str(), 0700), 0);
  expect_refused("is not a regular file");
  EXPECT_THROW(store_.take_turn("work", 0ms)->erase(), Error);
}

TEST_F(HostileFiles, AHugeFileIsNotReadIntoMemory) {
  ASSERT_EQ(truncate(path_.c_str(), off_t{1} << 40), 0);
  expect_refused("is 1099511627776 bytes long, which no record is");
}

TEST_F(HostileFiles, AnEmptyFileIsNotAnEmptyRecord) {
  write_file(path_, "");
  expect_refused("is damaged, or was changed by hand");
}

TEST_F(HostileFiles, EachFlippedByteIsNoticedAndNothingIsWrittenOver) {
  for (std::size_t i = 0; i < text_.size(); i += 7) {
    std::string damaged = text_;
    damaged[i] = static_cast<char>(damaged[i] ^ 1);
    write_file(path_, damaged);
    expect_refused("is damaged, or was changed by hand");
    EXPECT_EQ(read_file(path_), damaged);
  }
}

TEST_F(HostileFiles, WhatOthersCouldHaveWrittenIsNotBelieved) {
  for (const mode_t mode : {0620U, 0602U, 0666U}) {
    ASSERT_EQ(chmod(path_.c_str(), mode), 0);
    expect_refused("is writable by others, so it may not be what was stored");
  }
}

TEST_F(HostileFiles, WhatOthersCanReadIsTakenFromThem) {
  ASSERT_EQ(chmod(path_.c_str(), 0644), 0);
  EXPECT_TRUE(store_.load("work"));
  EXPECT_EQ(mode_of(path_), 0600U);
}

/// root can give a file away; anybody else can name a folder that is root's.
TEST_F(HostileFiles, WhatBelongsToAnotherUserIsNotTouched) {
  if (geteuid() == 0) {
    ASSERT_EQ(chown(path_.c_str(), 65534, 65534), 0);
    expect_refused("belongs to another user");
    EXPECT_THROW(store_.take_turn("work", 0ms)->erase(), Error);
    ASSERT_EQ(chown(folder_.c_str(), 65534, 65534), 0);
    EXPECT_EQ(thrown_by([&] { store_.load("work"); }).message(), folder_ + ": belongs to another user");
  }
  EXPECT_EQ(as_ordinary_user([] {
              return thrown_by([] { FileStore("/usr").load("work"); }).message() == "/usr: belongs to another user" ? 0
                                                                                                                    : 1;
            }),
            0);
}

TEST_F(HostileFiles, ALockThatIsALinkIsNotFollowed) {
  const std::string target = home_ / "target";
  unlink((folder_ + "/work.lock").c_str());
  ASSERT_EQ(symlink(target.c_str(), (folder_ + "/work.lock").c_str()), 0);
  const Error error = thrown_by([&] { store_.take_turn("work", 0ms); });
  EXPECT_EQ(error.kind(), ErrorKind::internal);
  EXPECT_EQ(error.message(), folder_ + "/work.lock: is a symbolic link, which is not followed here");
  EXPECT_FALSE(exists(target));
}

TEST_F(HostileFiles, ALockThatIsAPipeIsRefused) {
  unlink((folder_ + "/work.lock").c_str());
  ASSERT_EQ(mkfifo((folder_ + "/work.lock").c_str(), 0600), 0);
  EXPECT_EQ(thrown_by([&] { store_.take_turn("work", 0ms); }).message(), folder_ + "/work.lock: is not a regular file");
}

TEST_F(HostileFiles, WhatWaitsWhereTheNewRecordGoesIsNotFollowed) {
  const std::string target = home_ / "target";
  write_file(target, "kept");
  ASSERT_EQ(symlink(target.c_str(), (path_ + ".new").c_str()), 0);
  save(store_, full_record("work"));
  EXPECT_EQ(read_file(target), "kept");
  EXPECT_EQ(mode_of(path_), 0600U);
  EXPECT_TRUE(store_.load("work"));
}

}  // namespace
}  // namespace oauthctl
