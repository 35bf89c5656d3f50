#include "store/profile_stores.h"

#include <gmock/gmock.h>

#include "adapters/helper/programs.h"
#include "store/binding.h"
#include "store/file/file_store.h"
#include "store/memory_store.h"
#include "support/records.h"

namespace oauthctl {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using testing::full_record;

/// A store that cannot be reached.
class AwayStore final : public TokenStore {
 public:
  std::optional<Record> load(std::string_view) const override { throw away(); }
  std::vector<std::string> profiles() const override { throw away(); }
  std::unique_ptr<Turn> take_turn(std::string_view, std::chrono::milliseconds) override { throw away(); }
  Hold begin_login(std::string_view) override { throw away(); }
  std::string where(std::string_view) const override { return "away"; }

 private:
  static Error away() { return {ErrorKind::unavailable, "away"}; }
};

class ProfileStoresTest : public ::testing::Test {
 protected:
  std::unique_ptr<TokenStore> open(const std::string& url) const {
    if (url == "memory") return std::make_unique<MemoryStore>();
    if (url == "helper:away") return std::make_unique<AwayStore>();
    return std::make_unique<FileStore>(folder_);
  }

  const testing::TemporaryDirectory home_;
  const std::string folder_ = home_ / "profiles";
  ProfileStores stores_{folder_, [this](const std::string& url) { return open(url); }};
};

TEST_F(ProfileStoresTest, AStoreThatIsAwayHidesNoOther) {
  bind_store(folder_, "lost", "helper:away");
  stores_.take_turn("work", 0ms)->commit(full_record("work"));
  EXPECT_THAT(stores_.profiles(), ElementsAre("lost", "work"));
  EXPECT_EQ(testing::failure_of([&] { stores_.load("lost"); }).kind(), ErrorKind::unavailable);
  EXPECT_TRUE(stores_.load("work"));
}

TEST_F(ProfileStoresTest, AProfileIsInTheStoreThatItIsBoundToAndInNoOther) {
  stores_.take_turn("work", 0ms)->commit(full_record("work"));
  bind_store(folder_, "work", "memory");
  EXPECT_EQ(stores_.load("work"), std::nullopt) << "what its file holds is another login";
  EXPECT_TRUE(stores_.profiles().empty());
  Record record = full_record("work");
  record.tokens.access_token = Secret("at-in-memory");
  stores_.take_turn("work", 0ms)->commit(record);
  EXPECT_EQ(stores_.load("work")->tokens.access_token, Secret("at-in-memory"));
  bind_store(folder_, "work", "file");
  EXPECT_EQ(stores_.load("work")->tokens.access_token, Secret("at-1"));
}

}  // namespace
}  // namespace oauthctl
