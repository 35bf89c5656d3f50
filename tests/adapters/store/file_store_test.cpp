#include "store/file_store.h"

#include <gtest/gtest.h>

#include "support/records.h"
#include "support/temporary_directory.h"
#include "support/text_file.h"

namespace oauthctl {
namespace {

using namespace std::chrono_literals;
using testing::full_record;
using testing::TemporaryDirectory;

void save(FileStore& store, const Record& record) {
  const auto lock = store.lock(record.profile, LockPurpose::renewal, 10s);
  store.reserve(record.profile)->commit(record);
}

TEST(FileStore, KeepsWhatWasCommitted) {
  const TemporaryDirectory home;
  FileStore store(home / "state/profiles");
  EXPECT_FALSE(store.load("work"));
  EXPECT_TRUE(store.profiles().empty());
  save(store, full_record("work"));
  const auto loaded = store.load("work");
  ASSERT_TRUE(loaded);
  EXPECT_EQ(loaded->tokens.access_token.reveal(), "at-1");
  EXPECT_EQ(store.profiles(), std::vector<std::string>{"work"});
  EXPECT_TRUE(store.erase("work"));
  EXPECT_FALSE(store.load("work"));
}

}  // namespace
}  // namespace oauthctl
