#pragma once

#include <SQLiteCpp/SQLiteCpp.h>
#include <SQLiteCpp/VariadicBind.h>

#include <chrono>
#include <cstdint>
#include <type_traits>

#include "base/time.h"
#include "devserver/state/database.h"

/// SQL, for the sources of classes that keep something in the database. Their headers need only state/database.h.
namespace oauthctl::devserver {

template <class Work>
auto Database::transaction(Work&& work) {
  const std::lock_guard lock(mutex_);
  SQLite::Transaction transaction(*connection_, SQLite::TransactionBehavior::IMMEDIATE);
  if constexpr (std::is_void_v<decltype(work(*connection_))>) {
    work(*connection_);
    transaction.commit();
  } else {
    auto result = work(*connection_);
    transaction.commit();
    return result;
  }
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
