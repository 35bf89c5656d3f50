#include <gtest/gtest.h>

#include <stdexcept>

#include "devserver/state/sql.h"
#include "oauthctl/error.h"
#include "support/temporary_directory.h"

namespace oauthctl::devserver {
namespace {

void set_version(const std::string& file, int version) {
  SQLite::Database(file, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE)
      .exec("PRAGMA user_version = " + std::to_string(version));
}

TEST(Database, OfAnotherVersionIsRefused) {
  const testing::TemporaryDirectory directory;
  set_version(directory / "db", 99);
  try {
    Database database(directory / "db");
    FAIL() << "it was opened";
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::usage);
    EXPECT_EQ(error.message(), (directory / "db") + ": another version of oauthctl made this database");
  }
}

TEST(Database, UndoesATransactionThatThrows) {
  Database database("");
  const auto add = [](SQLite::Database& db) {
    execute(db, "INSERT INTO consents VALUES ('alice', 'client', 'openid')");
    throw std::runtime_error("x");
  };
  EXPECT_THROW(database.transaction(add), std::runtime_error);
  const int left = database.transaction(
      [](SQLite::Database& db) { return db.execAndGet("SELECT count(*) FROM consents").getInt(); });
  EXPECT_EQ(left, 0);
}

}  // namespace
}  // namespace oauthctl::devserver
