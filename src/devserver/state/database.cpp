#include "devserver/state/database.h"

#include <sqlite3.h>
#include <sys/stat.h>

#include <cerrno>

#include "base/file.h"
#include "base/text.h"
#include "devserver/state/sql.h"
#include "oauthctl/error.h"

namespace oauthctl::devserver {
namespace {

constexpr int schema_version = 3;

// A grant is what one sign-in allowed one client. Deleting it deletes everything that came from it: that is how a
// reused code or refresh token revokes the whole family. Only hashes of codes and tokens are kept.
constexpr const char* schema = R"(
CREATE TABLE IF NOT EXISTS accounts (
  username TEXT PRIMARY KEY, password_hash TEXT NOT NULL, sub TEXT NOT NULL, name TEXT NOT NULL, email TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS clients (
  client_id TEXT PRIMARY KEY, secret_hash TEXT NOT NULL, client_name TEXT NOT NULL, redirect_uris TEXT NOT NULL,
  token_endpoint_auth_method TEXT NOT NULL, grant_types TEXT NOT NULL, registered_at INTEGER NOT NULL,
  metadata TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS consents (
  username TEXT NOT NULL, client_id TEXT NOT NULL, scope TEXT NOT NULL, PRIMARY KEY (username, client_id));
CREATE TABLE IF NOT EXISTS sessions (
  hash TEXT PRIMARY KEY, username TEXT NOT NULL, signed_in_at INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS grants (
  id INTEGER PRIMARY KEY AUTOINCREMENT, client_id TEXT NOT NULL, username TEXT NOT NULL, scope TEXT NOT NULL,
  nonce TEXT NOT NULL, auth_time INTEGER, acr TEXT NOT NULL, claims TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS codes (
  hash TEXT PRIMARY KEY, grant_id INTEGER NOT NULL REFERENCES grants ON DELETE CASCADE, redirect_uri TEXT NOT NULL,
  code_challenge TEXT NOT NULL, expires_at INTEGER NOT NULL, used INTEGER NOT NULL DEFAULT 0);
CREATE TABLE IF NOT EXISTS refresh_tokens (
  hash TEXT PRIMARY KEY, grant_id INTEGER NOT NULL REFERENCES grants ON DELETE CASCADE,
  used INTEGER NOT NULL DEFAULT 0);
CREATE TABLE IF NOT EXISTS access_tokens (
  hash TEXT PRIMARY KEY, grant_id INTEGER NOT NULL REFERENCES grants ON DELETE CASCADE, scope TEXT NOT NULL,
  issued_at INTEGER NOT NULL, expires_at INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS signing_keys (
  kid TEXT PRIMARY KEY, pem TEXT NOT NULL, made_at INTEGER NOT NULL, replaced_at INTEGER);
CREATE TABLE IF NOT EXISTS authority (certificate TEXT NOT NULL, key TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS terms (
  hash TEXT PRIMARY KEY, jkt TEXT NOT NULL, resource TEXT NOT NULL, authorization_details TEXT NOT NULL,
  act TEXT NOT NULL, x5t TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS codes_of_grant ON codes (grant_id);
CREATE INDEX IF NOT EXISTS refresh_tokens_of_grant ON refresh_tokens (grant_id);
CREATE INDEX IF NOT EXISTS access_tokens_of_grant ON access_tokens (grant_id);
)";

void prepare(SQLite::Database& connection, const std::string& file) {
  // One server for each file. No sync to the disk: a development server's data must survive its end, but not a power
  // cut.
  connection.exec("PRAGMA foreign_keys = ON; PRAGMA locking_mode = EXCLUSIVE; PRAGMA synchronous = OFF");
  const int version = connection.execAndGet("PRAGMA user_version").getInt();
  if (version != 0 && version != schema_version) {
    throw Error(ErrorKind::usage, file + ": another version of oauthctl made this database",
                "choose another file for --db");
  }
  SQLite::Transaction transaction(connection, SQLite::TransactionBehavior::EXCLUSIVE);
  connection.exec(schema);
  connection.exec("PRAGMA user_version = " + std::to_string(schema_version));
  transaction.commit();
}

Error translated(const SQLite::Exception& failure, const std::string& file) {
  if (failure.getErrorCode() == SQLITE_BUSY) {
    return {ErrorKind::unavailable, file + ": another development server uses this database",
            "stop the other one, or choose another file for --db"};
  }
  return {ErrorKind::usage, file + ": cannot be used as a database: " + printable(failure.what()),
          "choose a folder that you can write to for --db"};
}

/// The database contains private keys.
void close_to_others(const std::string& file) {
  if (::chmod(file.c_str(), 0600) == 0) return;
  throw Error(ErrorKind::usage, file + ": cannot make the database private: " + describe_errno(errno),
              "choose a file of your own for --db");
}

std::unique_ptr<SQLite::Database> open(const std::string& file) {
  const std::string name = file.empty() ? ":memory:" : file;
  try {
    auto connection = std::make_unique<SQLite::Database>(name, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    if (!file.empty()) close_to_others(file);
    prepare(*connection, name);
    return connection;
  } catch (const SQLite::Exception& failure) {
    throw translated(failure, name);
  }
}

}  // namespace

Database::Database(const std::string& file) : connection_(open(file)) {}

Database::~Database() = default;

}  // namespace oauthctl::devserver
