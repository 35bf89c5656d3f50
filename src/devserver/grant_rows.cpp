#include "devserver/grant_rows.h"

#include "devserver/opaque.h"

namespace oauthctl::devserver {

std::int64_t open_grant(SQLite::Database& db, const std::string& client_id, const std::string& username,
                        const std::string& scope) {
  execute(db, "INSERT INTO grants (client_id, username, scope) VALUES (?, ?, ?)", client_id, username, scope);
  return db.getLastInsertRowid();
}

void close_grant(SQLite::Database& db, std::int64_t grant) {
  execute(db, "DELETE FROM grants WHERE id = ?", grant);
}

Secret issue_refresh_token(SQLite::Database& db, std::int64_t grant) {
  Secret token = new_opaque();
  execute(db, "INSERT INTO refresh_tokens (hash, grant_id) VALUES (?, ?)", hash_of(token), grant);
  return token;
}

Secret issue_access_token(SQLite::Database& db, std::int64_t grant, const std::string& scope, TimePoint now,
                          std::chrono::seconds ttl) {
  Secret token = new_opaque();
  execute(db, "INSERT INTO access_tokens VALUES (?, ?, ?, ?, ?)", hash_of(token), grant, scope, seconds(now),
          seconds(now + ttl));
  return token;
}

std::optional<StoredCode> load_code(SQLite::Database& db, const std::string& hash) {
  auto row = query(db,
                   "SELECT grant_id, client_id, scope, redirect_uri, code_challenge, expires_at, used "
                   "FROM codes JOIN grants ON grants.id = grant_id WHERE hash = ?",
                   hash);
  if (!row.executeStep()) return std::nullopt;
  return StoredCode{row.getColumn(0).getInt64(),   row.getColumn(1).getString(), row.getColumn(2).getString(),
                    row.getColumn(3).getString(),  row.getColumn(4).getString(), time_of(row.getColumn(5)),
                    row.getColumn(6).getInt() != 0};
}

std::optional<StoredRefreshToken> load_refresh_token(SQLite::Database& db, const std::string& hash) {
  auto row = query(db,
                   "SELECT grant_id, client_id, scope, used FROM refresh_tokens "
                   "JOIN grants ON grants.id = grant_id WHERE hash = ?",
                   hash);
  if (!row.executeStep()) return std::nullopt;
  return StoredRefreshToken{row.getColumn(0).getInt64(), row.getColumn(1).getString(), row.getColumn(2).getString(),
                            row.getColumn(3).getInt() != 0};
}

}  // namespace oauthctl::devserver
