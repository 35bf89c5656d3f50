#include "store/profile_stores.h"

#include <gtest/gtest.h>

#include <utility>

#include "store/binding.h"
#include "store/memory_store.h"
#include "support/records.h"
#include "support/temporary_directory.h"

namespace oauthctl {
namespace {

using namespace std::chrono_literals;

/// One of the stores: what happens in it happens just before it is looked at.
class WatchedStore final : public TokenStore {
 public:
  WatchedStore(MemoryStore& records, std::function<void()>& on_look) : records_(records), on_look_(on_look) {}

  std::optional<Record> load(std::string_view profile) const override {
    look();
    return records_.load(profile);
  }
  std::unique_ptr<Turn> take_turn(std::string_view profile, std::chrono::milliseconds patience) override {
    look();
    return records_.take_turn(profile, patience);
  }
  Hold begin_login(std::string_view) override { return {}; }
  std::vector<std::string> profiles() const override { return records_.profiles(); }
  std::string where(std::string_view profile) const override { return records_.where(profile); }

 private:
  void look() const {
    if (auto happens = std::exchange(on_look_, {})) happens();
  }

  MemoryStore& records_;
  std::function<void()>& on_look_;
};

class ProfileStoresTest : public ::testing::Test {
 protected:
  ProfileStoresTest() { save(files_); }

  void save(MemoryStore& store) { store.take_turn("work", 0ms)->commit(testing::full_record("work")); }
  /// As a move does it.
  void move_to_box() {
    save(box_);
    bind_store(home_ / "profiles", "work", "helper:box");
    files_.take_turn("work", 0ms)->erase();
  }

  const testing::TemporaryDirectory home_;
  MemoryStore files_, box_;
  std::function<void()> on_look_;
  ProfileStores stores_{home_ / "profiles", [this](const std::string& url) {
                          return std::make_unique<WatchedStore>(url == "file" ? files_ : box_, on_look_);
                        }};
};

TEST_F(ProfileStoresTest, AProfileThatMovesWhileItIsReadIsFound) {
  EXPECT_TRUE(stores_.load("work"));
  on_look_ = [this] { move_to_box(); };
  EXPECT_TRUE(stores_.load("work"));
  EXPECT_FALSE(stores_.load("home"));
}

TEST_F(ProfileStoresTest, ATurnIsOneInTheStoreThatTheProfileHasThen) {
  on_look_ = [this] { move_to_box(); };
  const auto turn = stores_.take_turn("work", 0ms);
  ASSERT_TRUE(turn->record());
  turn->erase();
  EXPECT_FALSE(box_.load("work"));
}

}  // namespace
}  // namespace oauthctl
