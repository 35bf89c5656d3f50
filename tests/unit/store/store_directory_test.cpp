#include "store/store_directory.h"

#include <gmock/gmock.h>

#include "oauthctl/error.h"
#include "store/binding.h"
#include "store/file/file_store.h"
#include "store/memory_store.h"
#include "support/records.h"
#include "support/temporary_directory.h"

namespace oauthctl {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::StartsWith;

constexpr const char* cluster = "etcd://one,two:4001/team";

class StoreDirectoryTest : public ::testing::Test {
 protected:
  StoreDirectory directory(std::optional<std::string> named = {}) {
    return {{home_ / "profiles", home_ / "copies", std::move(named), {"PATH=/nowhere"}},
            [this](const StoreUrl::Etcd& at, const std::string& name, const std::string& copies) {
              opened_.push_back(name + " of " + std::to_string(at.members.size()) + " in " + copies);
              return std::make_unique<MemoryStore>();
            }};
  }
  static void save(TokenStore& store, const std::string& profile) {
    store.take_turn(profile, 0ms)->commit(testing::full_record(profile));
  }

  const testing::TemporaryDirectory home_;
  std::vector<std::string> opened_;
};

TEST_F(StoreDirectoryTest, RemembersTheChosenProfileUntilItIsForgotten) {
  const StoreDirectory stores = directory();
  EXPECT_TRUE(stores.is_empty());
  EXPECT_EQ(stores.chosen(), std::nullopt);
  save(*stores.open(), "work");
  EXPECT_FALSE(stores.is_empty());
  stores.choose("work");
  stores.choose("other");
  stores.choose("work");
  EXPECT_EQ(stores.chosen(), "work");
  stores.forget("other");
  EXPECT_EQ(stores.chosen(), "work");
  stores.forget("work");
  EXPECT_EQ(stores.chosen(), std::nullopt);
  EXPECT_THROW(stores.choose("../work"), Error);
}

TEST_F(StoreDirectoryTest, ForgetsTheStoreOfTheProfileUnlessAnotherIsNamed) {
  directory().bind("work", "helper:box", "--store");
  directory("file").forget("work");
  EXPECT_EQ(bound_store(home_ / "profiles", "work"), "helper:box");
  EXPECT_EQ(directory("file").bound("work"), "helper:box");
  directory().forget("work");
  EXPECT_EQ(bound_store(home_ / "profiles", "work"), std::nullopt);
  EXPECT_EQ(directory().bound("work"), "file");
}

TEST_F(StoreDirectoryTest, AProfileThatChoseNothingIsInTheFileStore) {
  save(*directory().open(), "work");
  EXPECT_TRUE(FileStore(home_ / "profiles").load("work"));
  const auto on_disk = directory().on_disk("work");
  EXPECT_TRUE(on_disk.store->load("work"));
  EXPECT_FALSE(on_disk.is_copy);
}

TEST_F(StoreDirectoryTest, TheNamedStoreCountsMoreThanTheChosenOne) {
  directory().bind("work", cluster, "--to");
  EXPECT_TRUE(directory().on_disk("work").is_copy);
  EXPECT_FALSE(directory("file").on_disk("work").is_copy);
  EXPECT_TRUE(directory(cluster).on_disk("other").is_copy);
}

TEST_F(StoreDirectoryTest, WhatAProgramOrMemoryKeepsIsNotOnTheDisk) {
  EXPECT_EQ(directory("helper:pass").on_disk("work").store, nullptr);
  EXPECT_EQ(directory("memory").on_disk("work").store, nullptr);
  EXPECT_EQ(directory("memory").all_on_disk().store, nullptr);
}

TEST_F(StoreDirectoryTest, ProfilesInSeveralStoresAreNotInOneOnTheDisk) {
  EXPECT_NE(directory().all_on_disk().store, nullptr);
  directory().bind("work", "helper:pass", "--to");
  EXPECT_EQ(directory().all_on_disk().store, nullptr);
  EXPECT_NE(directory("file").all_on_disk().store, nullptr);
}

TEST_F(StoreDirectoryTest, AClusterIsOpenedForTheProfileThatChoseIt) {
  directory().bind("work", cluster, "--to");
  const StoreDirectory stores = directory();
  const auto store = stores.open();
  EXPECT_FALSE(store->load("home"));
  EXPECT_THAT(opened_, IsEmpty());
  EXPECT_FALSE(store->load("work"));
  EXPECT_THAT(opened_, ElementsAre(StartsWith(std::string(cluster) + " of 2 in " + home_.path() + "/copies/")));
}

TEST_F(StoreDirectoryTest, WithoutANetworkAClusterIsNotOpened) {
  directory().bind("work", cluster, "--to");
  for (const auto& named : {std::optional<std::string>(), std::optional<std::string>(cluster)}) {
    const StoreDirectory stores = directory(named);
    EXPECT_FALSE(stores.open_offline()->load("work"));
  }
  EXPECT_THAT(opened_, IsEmpty());
}

TEST_F(StoreDirectoryTest, TheNamedStoreBecomesTheProfilesUnlessItKeepsNothing) {
  directory("memory").bind_to_named("work");
  directory().bind_to_named("work");
  EXPECT_EQ(bound_store(home_ / "profiles", "work"), std::nullopt);
  directory("helper:pass").bind_to_named("work");
  EXPECT_EQ(bound_store(home_ / "profiles", "work"), "helper:pass");
  directory("file").bind_to_named("work");
  EXPECT_EQ(bound_store(home_ / "profiles", "work"), std::nullopt);
}

TEST_F(StoreDirectoryTest, AnUnknownStoreIsRefusedByTheSourceThatNamedIt) {
  const auto message = [](auto act) {
    try {
      act();
    } catch (const Error& error) {
      return error.message();
    }
    return std::string("nothing was thrown");
  };
  EXPECT_THAT(message([&] { directory("redis://x"); }), StartsWith("--store: unknown store"));
  EXPECT_THAT(message([&] {
                StoreDirectory({home_ / "a", home_ / "b", "redis://x", {}, "OAUTHCTL_STORE"}, {});
              }),
              StartsWith("OAUTHCTL_STORE: unknown store"));
  EXPECT_THAT(message([&] { directory().bind("work", "redis://x", "--to"); }), StartsWith("--to: unknown store"));
  EXPECT_THAT(message([&] { (void)directory().open("redis://x", "--to"); }), StartsWith("--to: unknown store"));
}

}  // namespace
}  // namespace oauthctl
