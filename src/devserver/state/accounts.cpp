#include "devserver/state/accounts.h"

#include "base/base64.h"
#include "devserver/state/password_hash.h"
#include "devserver/state/sql.h"
#include "jose/sha256.h"

namespace oauthctl::devserver {
namespace {

Account read_account(SQLite::Statement& row) {
  return {row.getColumn(0).getString(), row.getColumn(1).getString(), row.getColumn(2).getString(),
          row.getColumn(3).getString()};
}

std::string display_name(std::string username) {
  if (username[0] >= 'a' && username[0] <= 'z') username[0] = static_cast<char>(username[0] - 'a' + 'A');
  return username;
}

}  // namespace

void Accounts::put(const std::string& username, const Secret& password) {
  const std::string password_hash = hash_password(password);
  // The same after each start, and different from the username: a client that confuses the two should notice it here.
  const std::string sub = base64url_encode(sha256(username)).substr(0, 16);
  database_.transaction([&](SQLite::Database& db) {
    execute(db,
            "INSERT INTO accounts (username, password_hash, sub, name, email) VALUES (?, ?, ?, ?, ?) "
            "ON CONFLICT (username) DO UPDATE SET password_hash = excluded.password_hash",
            username, password_hash, sub, display_name(username), username + "@example.com");
  });
}

std::optional<Account> Accounts::find(const std::string& username) {
  return database_.transaction([&](SQLite::Database& db) -> std::optional<Account> {
    auto row = query(db, "SELECT username, sub, name, email FROM accounts WHERE username = ?", username);
    if (!row.executeStep()) return std::nullopt;
    return read_account(row);
  });
}

std::optional<Account> Accounts::sign_in(const std::string& username, const Secret& password) {
  const std::string password_hash = database_.transaction([&](SQLite::Database& db) -> std::string {
    auto row = query(db, "SELECT password_hash FROM accounts WHERE username = ?", username);
    if (!row.executeStep()) return {};
    return row.getColumn(0).getString();
  });
  // Outside the transaction: the hash is slow on purpose.
  if (!password_matches(password_hash, password)) return std::nullopt;
  return find(username);
}

std::vector<Account> Accounts::all() {
  return database_.transaction([](SQLite::Database& db) {
    std::vector<Account> accounts;
    auto rows = query(db, "SELECT username, sub, name, email FROM accounts ORDER BY rowid");
    while (rows.executeStep()) accounts.push_back(read_account(rows));
    return accounts;
  });
}

}  // namespace oauthctl::devserver
