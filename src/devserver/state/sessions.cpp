#include "devserver/state/sessions.h"

#include "devserver/state/random_token.h"
#include "devserver/state/sql.h"

namespace oauthctl::devserver {
namespace {

constexpr std::chrono::hours session_ttl{12};

}  // namespace

Secret Sessions::open(const std::string& username) {
  Secret cookie = random_token();
  const TimePoint now = now_();
  database_.transaction([&](SQLite::Database& db) {
    execute(db, "DELETE FROM sessions WHERE signed_in_at <= ?", epoch_seconds(now - session_ttl));
    execute(db, "INSERT INTO sessions VALUES (?, ?, ?)", hash_of(cookie), username, epoch_seconds(now));
  });
  return cookie;
}

std::optional<Session> Sessions::find(const Secret& cookie) {
  return database_.transaction([&](SQLite::Database& db) -> std::optional<Session> {
    auto row = query(db, "SELECT username, signed_in_at FROM sessions WHERE hash = ? AND signed_in_at > ?",
                     hash_of(cookie), epoch_seconds(now_() - session_ttl));
    if (!row.executeStep()) return std::nullopt;
    return Session{row.getColumn(0).getString(), time_of(row.getColumn(1))};
  });
}

void Sessions::close(const Secret& cookie) {
  database_.transaction(
      [&](SQLite::Database& db) { execute(db, "DELETE FROM sessions WHERE hash = ?", hash_of(cookie)); });
}

}  // namespace oauthctl::devserver
