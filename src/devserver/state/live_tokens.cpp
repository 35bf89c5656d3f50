#include "devserver/refusal.h"
#include "devserver/state/grant_rows.h"
#include "devserver/state/grants.h"
#include "devserver/state/random_token.h"
#include "devserver/state/sql.h"

namespace oauthctl::devserver {

std::optional<LiveToken> Grants::find_access_token(const Secret& token) {
  return database_.transaction([&](SQLite::Database& db) -> std::optional<LiveToken> {
    auto row = query(db,
                     "SELECT client_id, username, access_tokens.scope, issued_at, expires_at, "
                     "username, nonce, auth_time, acr, claims FROM access_tokens "
                     "JOIN grants ON grants.id = grant_id WHERE hash = ?",
                     hash_of(token));
    if (!row.executeStep() || time_of(row.getColumn(4)) <= now_()) return std::nullopt;
    return LiveToken{row.getColumn(0).getString(), row.getColumn(1).getString(), row.getColumn(2).getString(),
                     time_of(row.getColumn(3)),    time_of(row.getColumn(4)),    sign_in_of(row, 5)};
  });
}

std::optional<LiveToken> Grants::find_refresh_token(const Secret& token) {
  return database_.transaction([&](SQLite::Database& db) -> std::optional<LiveToken> {
    auto row = query(db,
                     "SELECT client_id, username, scope FROM refresh_tokens JOIN grants ON grants.id = grant_id "
                     "WHERE hash = ? AND used = 0",
                     hash_of(token));
    if (!row.executeStep()) return std::nullopt;
    return LiveToken{row.getColumn(0).getString(), row.getColumn(1).getString(), row.getColumn(2).getString(), {}, {}};
  });
}

void Grants::revoke(const Secret& token, const std::string& client_id) {
  const std::string hash = hash_of(token);
  database_.transaction([&](SQLite::Database& db) {
    auto row = query(db,
                     "SELECT grant_id, client_id, 1 FROM refresh_tokens JOIN grants ON grants.id = grant_id "
                     "WHERE hash = ?1 UNION ALL "
                     "SELECT grant_id, client_id, 0 FROM access_tokens JOIN grants ON grants.id = grant_id "
                     "WHERE hash = ?1",
                     hash);
    if (!row.executeStep()) return;
    if (row.getColumn(1).getString() != client_id) {
      throw unauthorized_client("the token belongs to another client");
    }
    const bool is_refresh_token = row.getColumn(2).getInt() != 0;
    const std::int64_t grant = row.getColumn(0);
    if (is_refresh_token) {
      close_grant(db, grant);
    } else {
      execute(db, "DELETE FROM access_tokens WHERE hash = ?", hash);
    }
  });
}

}  // namespace oauthctl::devserver
