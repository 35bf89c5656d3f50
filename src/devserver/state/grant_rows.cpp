#include "devserver/state/grant_rows.h"

#include "devserver/state/random_token.h"
#include "devserver/state/sql.h"

namespace oauthctl::devserver {

SignIn sign_in_of(SQLite::Statement& row, int first_column) {
  const SQLite::Column auth_time = row.getColumn(first_column + 2);
  return {row.getColumn(first_column).getString(), row.getColumn(first_column + 1).getString(),
          auth_time.isNull() ? std::nullopt : std::optional(time_of(auth_time)),
          row.getColumn(first_column + 3).getString(), row.getColumn(first_column + 4).getString()};
}

std::int64_t open_grant(SQLite::Database& db, const std::string& client_id, const SignIn& sign_in,
                        const std::string& scope) {
  execute(db, "INSERT INTO grants (client_id, username, scope, nonce, acr, claims) VALUES (?, ?, ?, ?, ?, ?)",
          client_id, sign_in.username, scope, sign_in.nonce, sign_in.acr, sign_in.claims);
  const std::int64_t grant = db.getLastInsertRowid();
  if (sign_in.auth_time)
    execute(db, "UPDATE grants SET auth_time = ? WHERE id = ?", epoch_seconds(*sign_in.auth_time), grant);
  return grant;
}

void close_grant(SQLite::Database& db, std::int64_t grant) {
  execute(db, "DELETE FROM grants WHERE id = ?", grant);
}

Secret issue_refresh_token(SQLite::Database& db, std::int64_t grant) {
  Secret token = random_token();
  execute(db, "INSERT INTO refresh_tokens (hash, grant_id) VALUES (?, ?)", hash_of(token), grant);
  return token;
}

Secret issue_access_token(SQLite::Database& db, std::int64_t grant, const std::string& scope, TimePoint now,
                          std::chrono::seconds ttl) {
  Secret token = random_token();
  execute(db, "INSERT INTO access_tokens VALUES (?, ?, ?, ?, ?)", hash_of(token), grant, scope, epoch_seconds(now),
          epoch_seconds(now + ttl));
  return token;
}

std::optional<StoredCode> load_code(SQLite::Database& db, const std::string& hash) {
  auto row = query(db,
                   "SELECT grant_id, client_id, scope, redirect_uri, code_challenge, expires_at, used, "
                   "username, nonce, auth_time, acr, claims "
                   "FROM codes JOIN grants ON grants.id = grant_id WHERE hash = ?",
                   hash);
  if (!row.executeStep()) return std::nullopt;
  return StoredCode{row.getColumn(0).getInt64(),    row.getColumn(1).getString(),
                    row.getColumn(2).getString(),   row.getColumn(3).getString(),
                    row.getColumn(4).getString(),   time_of(row.getColumn(5)),
                    row.getColumn(6).getInt() != 0, sign_in_of(row, 7)};
}

std::optional<StoredRefreshToken> load_refresh_token(SQLite::Database& db, const std::string& hash) {
  auto row =
      query(db,
            "SELECT grant_id, client_id, scope, used, username, nonce, auth_time, acr, claims FROM refresh_tokens "
            "JOIN grants ON grants.id = grant_id WHERE hash = ?",
            hash);
  if (!row.executeStep()) return std::nullopt;
  return StoredRefreshToken{row.getColumn(0).getInt64(), row.getColumn(1).getString(), row.getColumn(2).getString(),
                            row.getColumn(3).getInt() != 0, sign_in_of(row, 4)};
}

}  // namespace oauthctl::devserver
