#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <string>

#include "base/time.h"

namespace SQLite {
class Database;
}

namespace oauthctl::devserver {

/// The one connection to the database. Nothing reads or writes it outside a transaction, so two requests with the same
/// code or refresh token are judged one after the other.
class Database {
 public:
  /// Opens or makes the file; empty: in memory. Throws an Error with the file's name.
  explicit Database(const std::string& file);
  ~Database();

  /// Runs `work(connection)` alone: committed when it returns, undone when it throws. Defined in state/sql.h.
  template <class Work>
  auto transaction(Work&& work);

  /// Waits for the current transaction and prevents others: the process may then end at any moment.
  void freeze() { mutex_.lock(); }

 private:
  std::mutex mutex_;
  std::unique_ptr<SQLite::Database> connection_;
};

/// Times are kept as seconds since the epoch, and JWTs have them so (RFC 7519 §2).
inline std::int64_t epoch_seconds(TimePoint time) {
  return time.time_since_epoch().count();
}

}  // namespace oauthctl::devserver
