#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "fuzz/harness.h"
#include "support/text_file.h"

namespace oauthctl::fuzz {
namespace {

const std::filesystem::path vectors = OAUTHCTL_SOURCE_DIR "/tests/vectors/fuzz";

/// Seeds, and what the fuzzers found once: tests/vectors/fuzz/HARNESS/*.
TEST(Fuzz, HoldsOnEveryVector) {
  for (const Harness* harness : Harness::all()) {
    const auto folder = vectors / harness->name();
    ASSERT_TRUE(std::filesystem::is_directory(folder)) << folder;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
      EXPECT_NO_THROW(harness->check(testing::read_file(entry.path()))) << entry.path();
    }
  }
}

TEST(Fuzz, HasAHarnessForEveryFolder) {
  for (const auto& entry : std::filesystem::directory_iterator(vectors)) {
    const auto& all = Harness::all();
    EXPECT_TRUE(std::any_of(all.begin(), all.end(), [&](const Harness* h) {
      return h->name() == entry.path().filename().string();
    })) << entry.path();
  }
}

}  // namespace
}  // namespace oauthctl::fuzz
