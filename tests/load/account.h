#pragma once

#include <cstdint>

#include "load/program.h"
#include "store/file/file_store.h"
#include "support/dev_server.h"
#include "support/temporary_directory.h"

namespace oauthctl::load {

/// A development server with rotation and reuse detection, and a home in which its first user is signed in.
class Account {
 public:
  explicit Account(const std::vector<std::string>& server_arguments = {});

  /// Signs in, for the first time or again. Throws if it fails.
  void sign_in();
  /// `oauthctl WORDS…` in this home.
  Program oauthctl(const std::vector<std::string>& words) const;
  /// Its exit code.
  int run(const std::vector<std::string>& words) const;

  /// Makes the access token expired, and saves it as another renewal would.
  void expire_token();
  Record record() const;
  FileStore& store() { return store_; }
  const testing::DevServer& server() const { return server_; }
  /// How many renewals the server has been asked for.
  std::uint64_t renewals() const;
  /// How many files there are in the home.
  std::size_t files() const;

 private:
  testing::TemporaryDirectory home_;
  testing::DevServer server_;
  FileStore store_;
};

/// One line of the report.
void say(const char* format, ...) __attribute__((format(printf, 1, 2)));

}  // namespace oauthctl::load
