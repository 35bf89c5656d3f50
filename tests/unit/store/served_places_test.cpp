#include "store/served_places.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>

#include "oauthctl/error.h"
#include "support/temporary_directory.h"

namespace oauthctl {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using Names = std::vector<std::string>;

struct ServedPlaces : ::testing::Test {
  void note(const std::string& profile, const Names& serves, const Names& resources = {}) const {
    Record record;
    record.serves = serves;
    record.resource = resources;
    note_places(profiles, profile, record);
  }
  Names find(const std::string& url) const { return profiles_serving(profiles, *Destination::of(url)); }

  testing::TemporaryDirectory home;
  std::string profiles = home.path() + "/profiles";
};

TEST_F(ServedPlaces, NobodyServesAnythingInAnEmptyHome) {
  EXPECT_THAT(find("https://a.example/x"), IsEmpty());
  EXPECT_FALSE(is_served_in_part(profiles, "https://a.example"));
  EXPECT_THAT(noted_places(profiles, "p"), IsEmpty());
  EXPECT_FALSE(std::filesystem::exists(profiles)) << "a lookup makes nothing";
}

TEST_F(ServedPlaces, TheLongestPlaceWins) {
  note("whole", {"https://a.example/"});
  note("part", {"https://a.example/v1"});
  note("slash", {"https://a.example/v1/"});
  EXPECT_THAT(find("https://a.example"), ElementsAre("whole"));
  EXPECT_THAT(find("https://a.example/v1"), ElementsAre("part"));
  EXPECT_THAT(find("https://a.example/v1/x/y"), ElementsAre("slash"));
  EXPECT_THAT(find("https://a.example/v12"), ElementsAre("whole"));
  EXPECT_THAT(find("https://a.example:8443/v1"), IsEmpty());
  EXPECT_THAT(find("https://a.example./v1"), IsEmpty());
  EXPECT_TRUE(is_served_in_part(profiles, "https://a.example"));
}

TEST_F(ServedPlaces, EqualPlacesNameAllTheirProfiles) {
  note("b", {"https://a.example/v1"});
  note("a", {"https://a.example/v1", "https://b.example/"});
  EXPECT_THAT(find("https://a.example/v1"), ElementsAre("a", "b"));
  EXPECT_THAT(find("https://b.example"), ElementsAre("a"));
}

TEST_F(ServedPlaces, WhatIsNoLongerServedIsForgotten) {
  note("p", {"https://a.example/v1", "https://b.example/"}, {"https://c.example/", "urn:x"});
  EXPECT_THAT(find("https://c.example/y"), ElementsAre("p"));
  EXPECT_THAT(noted_places(profiles, "p"), ElementsAre("https://a.example/v1", "https://b.example/"));
  note("p", {"https://b.example/"});
  EXPECT_THAT(find("https://a.example/v1"), IsEmpty());
  EXPECT_THAT(find("https://c.example/y"), IsEmpty());
  EXPECT_FALSE(is_served_in_part(profiles, "https://a.example"));
  EXPECT_THAT(find("https://b.example/"), ElementsAre("p"));
  note("p", {});
  EXPECT_THAT(find("https://b.example/"), IsEmpty());
  EXPECT_FALSE(std::filesystem::exists(profiles + "/p.serves"));
}

TEST_F(ServedPlaces, APathOfAnyLengthIsLookedUp) {
  note("p", {"https://a.example/v1"});
  EXPECT_THAT(find("https://a.example/v1" + std::string(60'000, '/')), ElementsAre("p"));
}

TEST_F(ServedPlaces, TheFilesAreOurs) {
  const auto umask_before = umask(0);
  note("p", {"https://a.example/v1"});
  umask(umask_before);
  for (const auto& entry : std::filesystem::recursive_directory_iterator(profiles)) {
    const auto open_to_others = std::filesystem::perms::group_all | std::filesystem::perms::others_all;
    EXPECT_EQ(entry.status().permissions() & open_to_others, std::filesystem::perms::none) << entry.path();
  }
}

TEST_F(ServedPlaces, AFileThatOthersCanWriteIsNotBelieved) {
  note("p", {"https://a.example/"});
  for (const auto& entry : std::filesystem::recursive_directory_iterator(profiles + "/.served")) {
    if (entry.is_regular_file()) chmod(entry.path().c_str(), 0666);
  }
  EXPECT_THROW(find("https://a.example/"), Error);
}

}  // namespace
}  // namespace oauthctl
