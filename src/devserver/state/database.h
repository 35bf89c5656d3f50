#pragma once

#include <SQLiteCpp/SQLiteCpp.h>
#include <SQLiteCpp/VariadicBind.h>

#include <chrono>
#include <cstdint>
#include <mutex>
#include <string>
#include <type_traits>

#include "base/time.h"

namespace oauthctl::devserver {

/// The one connection to what the server remembers. Nothing reads or writes it outside a transaction, so two requests
/// that present the same code or refresh token are judged one after the other.
class Database {
 public:
  /// Opens or makes the file; empty: in memory. Throws an Error that names the file.
  explicit Database(const std::string& file);

  /// Runs `work(connection)` alone: committed when it returns, undone when it throws.
  template <class Work>
  auto transaction(Work&& work) {
    const std::lock_guard lock(mutex_);
    SQLite::Transaction transaction(connection_, SQLite::TransactionBehavior::IMMEDIATE);
    if constexpr (std::is_void_v<decltype(work(connection_))>) {
      work(connection_);
      transaction.commit();
    } else {
      auto result = work(connection_);
      transaction.commit();
      return result;
    }
  }

  /// Waits for the transaction under way and lets no other begin: the process may then end at any moment.
  void freeze() { mutex_.lock(); }

 private:
  std::mutex mutex_;
  SQLite::Database connection_;
};

/// Times are kept as seconds since the epoch.
inline std::int64_t seconds(TimePoint time) {
  return time.time_since_epoch().count();
}
inline TimePoint time_of(const SQLite::Column& column) {
  return TimePoint(std::chrono::seconds(column.getInt64()));
}

template <class... Values>
SQLite::Statement query(SQLite::Database& connection, const char* sql, const Values&... values) {
  SQLite::Statement statement(connection, sql);
  if constexpr (sizeof...(values) > 0) SQLite::bind(statement, values...);
  return statement;
}

/// Returns how many rows changed.
template <class... Values>
int execute(SQLite::Database& connection, const char* sql, const Values&... values) {
  return query(connection, sql, values...).exec();
}

}  // namespace oauthctl::devserver
