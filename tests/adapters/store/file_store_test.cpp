#include "store/file/file_store.h"

#include "adapters/store/store_test.h"

namespace oauthctl {
namespace {

using namespace testing;

using FileStoreTest = StoreTest;

TEST_F(FileStoreTest, ANameThatIsNotAFileNameIsRefusedEverywhere) {
  for (const std::string& name : {std::string("../work"), std::string("a/b"), std::string(), std::string("a\0b", 3)}) {
    EXPECT_EQ(thrown_by([&] { store_.load(name); }).kind(), ErrorKind::usage);
    EXPECT_EQ(thrown_by([&] { store_.take_turn(name, 0ms); }).kind(), ErrorKind::usage);
    EXPECT_EQ(thrown_by([&] { store_.begin_login(name); }).kind(), ErrorKind::usage);
  }
  EXPECT_FALSE(exists(folder_));
}

TEST_F(FileStoreTest, AnEmptyHomeIsEmptyAndStaysSo) {
  EXPECT_FALSE(store_.load("work"));
  EXPECT_TRUE(store_.profiles().empty());
  EXPECT_FALSE(exists(folder_));
}

TEST_F(FileStoreTest, KeepsWhatWasCommitted) {
  save(store_, full_record("work"));
  const auto loaded = store_.load("work");
  ASSERT_TRUE(loaded);
  EXPECT_EQ(loaded->tokens.access_token.reveal(), "at-1");
  EXPECT_EQ(loaded->account, full_record("work").account);
}

TEST_F(FileStoreTest, MakesTheFoldersAboveItsOwn) {
  FileStore store(home_ / ".local/state/oauthctl/profiles");
  save(store, full_record("work"));
  EXPECT_TRUE(store.load("work"));
  EXPECT_EQ(mode_of(home_ / ".local"), 0700U);
}

TEST_F(FileStoreTest, FilesAndFoldersAreOursAloneWhateverTheUmask) {
  for (const mode_t mask : {0000U, 0022U, 0277U}) {
    const std::string folder = home_ / ("umask-" + std::to_string(mask));
    FileStore store(folder);
    const mode_t before = umask(mask & 0077);
    store.take_turn("work", 0ms);
    umask(mask);
    save(store, full_record("work"));
    umask(before);
    EXPECT_EQ(mode_of(folder), 0700U);
    EXPECT_EQ(mode_of(folder + "/work.json"), 0600U);
    EXPECT_EQ(mode_of(folder + "/work.lock") & 0077, 0U);
  }
}

TEST_F(FileStoreTest, SaysWhereARecordIs) {
  EXPECT_EQ(store_.where("work"), path_);
}

TEST_F(FileStoreTest, ListsProfilesByNameAndNothingElse) {
  for (const char* name : {"work", "a.json", "Zed", "ann@example.com"}) save(store_, full_record(name));
  const auto login = store_.begin_login("work");
  const auto turn = store_.take_turn("work", 0ms);
  turn->make_room();
  write_file(folder_ + "/.hidden.json", "{}");
  write_file(folder_ + "/-x.json", "{}");
  write_file(folder_ + "/two words.json", "{}");
  write_file(folder_ + "/README", "x");
  EXPECT_EQ(store_.profiles(), (std::vector<std::string>{"Zed", "a.json", "ann@example.com", "work"}));
}

TEST_F(FileStoreTest, EraseLeavesNoToken) {
  save(store_, full_record("work"));
  save(store_, full_record("other"));
  write_file(path_ + ".new", "what a killed renewal left");
  EXPECT_TRUE(store_.take_turn("work", 0ms)->erase());
  EXPECT_FALSE(store_.take_turn("work", 0ms)->erase());
  EXPECT_FALSE(exists(path_));
  EXPECT_FALSE(exists(path_ + ".new"));
  EXPECT_EQ(store_.profiles(), std::vector<std::string>{"other"});
}

TEST_F(FileStoreTest, ADamagedRecordCanBeErased) {
  save(store_, full_record("work"));
  write_file(path_, "{");
  EXPECT_TRUE(store_.take_turn("work", 0ms)->erase());
  EXPECT_FALSE(exists(path_));
}

}  // namespace
}  // namespace oauthctl
