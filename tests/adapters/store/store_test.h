#pragma once

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdint>

#include "oauthctl/error.h"
#include "store/file/file_store.h"
#include "support/child_process.h"
#include "support/records.h"
#include "support/temporary_directory.h"
#include "support/text_file.h"

namespace oauthctl::testing {

using namespace std::chrono_literals;

/// The Error that `act` throws; a test failure if it throws none.
inline Error thrown_by(const std::function<void()>& act) {
  try {
    act();
  } catch (const Error& error) {
    return error;
  }
  ADD_FAILURE() << "nothing was thrown";
  return {ErrorKind::internal, "nothing was thrown"};
}

inline void save(TokenStore& store, const Record& record) {
  store.take_turn(record.profile, 30s)->commit(record);
}

/// Tokens that belong together: a record that mixes two of them was torn. The longer `number`, the longer the record.
inline Record record_of_turn(std::uint64_t number, const std::string& turn) {
  Record record = full_record("work");
  record.serial = number;
  record.scope = std::to_string(number);
  record.tokens.access_token = Secret("at-" + turn);
  record.tokens.refresh_token = Secret("rt-" + turn + std::string(number % 3000, 'x'));
  return record;
}

inline bool is_whole(const Record& record) {
  const std::string turn = record.tokens.access_token.reveal().substr(3);
  return record.tokens.refresh_token.reveal() == "rt-" + turn + std::string(std::stoull(record.scope) % 3000, 'x');
}

inline mode_t mode_of(const std::string& path) {
  struct stat status = {};
  return lstat(path.c_str(), &status) == 0 ? status.st_mode & 07777 : 0;
}

inline bool exists(const std::string& path) {
  struct stat status = {};
  return lstat(path.c_str(), &status) == 0;
}

/// A store in its own home, which does not exist yet.
class StoreTest : public ::testing::Test {
 protected:
  const TemporaryDirectory home_;
  const std::string folder_ = home_ / "profiles";
  const std::string path_ = folder_ + "/work.json";
  FileStore store_{folder_};
};

}  // namespace oauthctl::testing
