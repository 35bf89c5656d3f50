#include "store/pending_files.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>

#include "store/file/file_store.h"
#include "store/pending_json.h"
#include "support/records.h"
#include "support/temporary_directory.h"
#include "support/text_file.h"

namespace oauthctl {
namespace {

using testing::full_record;

PendingLogin full_pending() {
  PendingLogin login;
  login.record = full_record("work");
  login.expires_at = TimePoint(std::chrono::seconds(1'800'000'600));
  login.may_replace = true;
  login.parameters = {{"state", "s"}, {"nonce", "n"}, {"resource", "a"}, {"resource", "b"}};
  login.code_verifier = Secret("v");
  login.device = PendingDevice{Secret("d"), std::chrono::seconds(10), TimePoint(std::chrono::seconds(1'800'000'010))};
  return login;
}

TEST(PendingJson, GivesBackAllThatWasWritten) {
  const PendingLogin login = full_pending();
  const PendingLogin read = decode_pending(encode_pending(login).reveal(), "work", "/f");
  EXPECT_EQ(encode_pending(read).reveal(), encode_pending(login).reveal());
  EXPECT_EQ(read.parameters, login.parameters);
  EXPECT_EQ(read.code_verifier.reveal(), "v");
  EXPECT_EQ(read.expires_at, login.expires_at);
  EXPECT_TRUE(read.may_replace);
  ASSERT_TRUE(read.device);
  EXPECT_EQ(read.device->code.reveal(), "d");
  EXPECT_EQ(read.device->interval, login.device->interval);
  EXPECT_EQ(read.device->next_poll, login.device->next_poll);
  EXPECT_EQ(read.record.dpop_key.reveal(), login.record.dpop_key.reveal());
}

TEST(PendingJson, RefusesADamagedOneAndAnotherProfiles) {
  std::string text = encode_pending(full_pending()).reveal();
  EXPECT_THROW(decode_pending(text, "home", "/f"), Error);
  text[10] ^= 1;
  EXPECT_THROW(decode_pending(text, "work", "/f"), Error);
  EXPECT_THROW(decode_pending("", "work", "/f"), Error);
  EXPECT_THROW(decode_pending(encode_pending(full_pending()).reveal().substr(0, 100), "work", "/f"), Error);
}

struct PendingFolder : ::testing::Test {
  std::vector<std::string> secret_files() const {
    std::vector<std::string> out;
    for (const auto& entry : std::filesystem::directory_iterator(folder))
      if (entry.path().string().find("pending") != std::string::npos) out.push_back(entry.path().filename());
    return out;
  }

  testing::TemporaryDirectory home;
  std::string folder = home.path() + "/profiles";
  PendingFiles files{folder};
};

TEST_F(PendingFolder, IsForUsAloneAndTakenOnce) {
  EXPECT_FALSE(files.load("work"));
  EXPECT_FALSE(files.take("work"));
  const mode_t before = umask(0);
  files.keep(full_pending());
  umask(before);
  struct stat status = {};
  ASSERT_EQ(stat((folder + "/work.pending").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 07777U, 0600U);
  EXPECT_TRUE(files.load("work"));
  EXPECT_EQ(files.profiles(), std::vector<std::string>{"work"});
  EXPECT_TRUE(files.take("work"));
  EXPECT_FALSE(files.take("work"));
  EXPECT_TRUE(secret_files().empty());
}

TEST_F(PendingFolder, AnUpdateDoesNotBringBackWhatWasTaken) {
  files.keep(full_pending());
  PendingLogin slower = full_pending();
  slower.device->interval = std::chrono::seconds(15);
  EXPECT_TRUE(files.update(slower));
  EXPECT_EQ(files.load("work")->device->interval, std::chrono::seconds(15));
  files.take("work");
  EXPECT_FALSE(files.update(slower));
  EXPECT_TRUE(secret_files().empty());
}

TEST_F(PendingFolder, HalfAFileOfAKilledProcessGoesToo) {
  files.keep(full_pending());
  files.take("work");
  testing::write_file(folder + "/work.pending.new", R"({"code_verifier":"se)");
  EXPECT_FALSE(files.take("work"));
  EXPECT_TRUE(secret_files().empty());
}

TEST_F(PendingFolder, ASignOutAndADeletionEndIt) {
  FileStore store(folder);
  for (const bool forgets : {false, true}) {
    store.take_turn("work", std::chrono::seconds(1))->commit(full_record("work"));
    files.keep(full_pending());
    const auto turn = store.take_turn("work", std::chrono::seconds(1));
    turn->record();
    if (forgets) {
      turn->erase();
    } else {
      turn->sign_out(TimePoint{});
    }
    EXPECT_TRUE(secret_files().empty());
  }
}

}  // namespace
}  // namespace oauthctl
