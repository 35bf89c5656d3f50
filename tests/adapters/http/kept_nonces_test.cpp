#include "http/kept_nonces.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>

#include "support/temporary_directory.h"
#include "support/text_file.h"

namespace oauthctl {
namespace {

using namespace std::chrono_literals;
namespace fs = std::filesystem;
using Giver = DpopNonces::Giver;

constexpr Giver as = Giver::authorization_server;
constexpr Giver rs = Giver::resource_server;
constexpr const char* origin = "https://as.example";

class KeptNoncesTest : public ::testing::Test {
 protected:
  /// Like another process: keeps nothing in memory.
  KeptNonces anew() {
    return KeptNonces(folder, [this] { return now; });
  }
  std::string found(Giver giver = as, const std::string& at = origin) { return anew().find(giver, at); }
  void remember(const std::string& nonce, Giver giver = as, const std::string& at = origin) {
    anew().remember(giver, at, nonce);
  }

  TimePoint now{1'800'000'000s};
  testing::TemporaryDirectory directory;
  std::string folder = directory / "cache";
  std::string file = folder + "/dpop_nonces.json";
};

TEST_F(KeptNoncesTest, AreEmptyIfNothingIsKept) {
  EXPECT_EQ(found(), "");
  EXPECT_FALSE(fs::exists(folder));
}

TEST_F(KeptNoncesTest, AreKnownToThisProcessWhereNothingCanBeKept) {
  testing::write_file(folder, "a file where the folder should be");
  KeptNonces nonces = anew();
  nonces.remember(as, origin, "n-1");
  EXPECT_EQ(nonces.find(as, origin), "n-1");
  EXPECT_EQ(found(), "");
}

TEST_F(KeptNoncesTest, ThatOthersCouldHaveWrittenAreNotUsed) {
  remember("n-1");
  chmod(file.c_str(), 0666);
  EXPECT_EQ(found(), "");
  chmod(file.c_str(), 0600);
  EXPECT_EQ(found(), "n-1");
  fs::rename(file, folder + "/elsewhere");
  fs::create_symlink("elsewhere", file);
  EXPECT_EQ(found(), "");
}

TEST_F(KeptNoncesTest, ThatCannotBeReadAreReplaced) {
  for (const char* text : {"", "nonsense", "[]", "{}", R"({"version":2,"nonces":[]})", R"({"version":1,"nonces":7})",
                           R"({"version":1,"nonces":["x"]})", R"({"version":1,"nonces":[{"nonce":{}}]})"}) {
    fs::create_directories(folder);
    chmod(folder.c_str(), 0700);
    testing::write_file(file, text);
    chmod(file.c_str(), 0600);
    EXPECT_EQ(found(), "") << text;
    remember("n-1");
    EXPECT_EQ(found(), "n-1") << text;
    fs::remove(file);
  }
}

TEST_F(KeptNoncesTest, AreKnownToTheNextProcess) {
  remember("n-1");
  EXPECT_EQ(found(), "n-1");
  EXPECT_EQ(fs::status(file).permissions(), fs::perms::owner_read | fs::perms::owner_write);
  remember("n-2");
  EXPECT_EQ(found(), "n-2");
}

TEST_F(KeptNoncesTest, OfOtherServersAndPartsAreOthers) {
  remember("n-1");
  EXPECT_EQ(found(rs), "");
  EXPECT_EQ(found(as, "https://other.example"), "");
  remember("r-1", rs);
  EXPECT_EQ(found(as), "n-1");
  EXPECT_EQ(found(rs), "r-1");
}

TEST_F(KeptNoncesTest, AreForgottenWhereTheServerGivesNone) {
  remember("n-1");
  remember("");
  EXPECT_EQ(found(), "");
}

TEST_F(KeptNoncesTest, LastADay) {
  remember("n-1");
  now += 24h;
  EXPECT_EQ(found(), "n-1");
  now += 1s;
  EXPECT_EQ(found(), "");
  now -= 48h;
  EXPECT_EQ(found(), "") << "the clock was set back";
}

TEST_F(KeptNoncesTest, AreThoseOfFiftyServers) {
  for (int i = 0; i < 51; ++i) remember("n", as, "https://" + std::to_string(i) + ".example");
  EXPECT_EQ(found(as, "https://0.example"), "");
  EXPECT_EQ(found(as, "https://1.example"), "n");
  EXPECT_EQ(found(as, "https://50.example"), "n");
}

}  // namespace
}  // namespace oauthctl
