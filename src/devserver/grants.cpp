#include "devserver/grants.h"

#include "base/base64.h"
#include "devserver/opaque.h"
#include "devserver/refusal.h"
#include "devserver/scopes.h"
#include "jose/sha256.h"

namespace oauthctl::devserver {
namespace {

constexpr std::chrono::seconds code_ttl{60};

std::int64_t seconds(TimePoint time) {
  return time.time_since_epoch().count();
}

TimePoint time(const SQLite::Column& column) {
  return TimePoint(std::chrono::seconds(column.getInt64()));
}

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
  execute(db, "INSERT INTO refresh_tokens (hash, grant_id) VALUES (?, ?)", hash_of(token.reveal()), grant);
  return token;
}

Secret issue_access_token(SQLite::Database& db, std::int64_t grant, const std::string& scope, TimePoint now,
                          std::chrono::seconds ttl) {
  Secret token = new_opaque();
  execute(db, "INSERT INTO access_tokens VALUES (?, ?, ?, ?, ?)", hash_of(token.reveal()), grant, scope, seconds(now),
          seconds(now + ttl));
  return token;
}

Refusal invalid_grant(std::string description) {
  return {400, "invalid_grant", std::move(description)};
}

bool proves(const std::string& code_verifier, const std::string& code_challenge) {
  // A verifier without a challenge may be a downgrade: the challenge was cut from the request (RFC 9700 §4.8.2).
  if (code_challenge.empty()) return code_verifier.empty();
  return base64url_encode(sha256(code_verifier)) == code_challenge;
}

}  // namespace

Secret Grants::issue_code(const Approval& approval) {
  Secret code = new_opaque();
  database_.transaction([&](SQLite::Database& db) {
    const auto grant = open_grant(db, approval.client_id, approval.username, approval.scope);
    execute(db, "INSERT INTO codes (hash, grant_id, redirect_uri, code_challenge, expires_at) VALUES (?, ?, ?, ?, ?)",
            hash_of(code.reveal()), grant, approval.redirect_uri, approval.code_challenge, seconds(now_() + code_ttl));
  });
  return code;
}

IssuedTokens Grants::redeem(const Redemption& redemption) {
  const std::string hash = hash_of(redemption.code);
  auto issued = database_.transaction([&](SQLite::Database& db) -> std::optional<IssuedTokens> {
    auto row = query(db,
                     "SELECT grant_id, client_id, scope, redirect_uri, code_challenge, expires_at, used "
                     "FROM codes JOIN grants ON grants.id = grant_id WHERE hash = ?",
                     hash);
    if (!row.executeStep()) throw invalid_grant("the code is unknown");
    if (row.getColumn(1).getString() != redemption.client_id) throw invalid_grant("the code is another client's");
    const std::int64_t grant = row.getColumn(0);
    if (row.getColumn(6).getInt() != 0) {
      close_grant(db, grant);
      return std::nullopt;
    }
    if (time(row.getColumn(5)) <= now_()) throw invalid_grant("the code has expired");
    if (row.getColumn(3).getString() != redemption.redirect_uri) {
      throw invalid_grant("redirect_uri is not the one of the authorization request");
    }
    if (!proves(redemption.code_verifier, row.getColumn(4).getString())) {
      throw invalid_grant("code_verifier does not match code_challenge");
    }
    const std::string scope = row.getColumn(2).getString();
    execute(db, "UPDATE codes SET used = 1 WHERE hash = ?", hash);
    return IssuedTokens{issue_access_token(db, grant, scope, now_(), policy_.access_token_ttl),
                        issue_refresh_token(db, grant), policy_.access_token_ttl, scope};
  });
  if (!issued) throw invalid_grant("the code was used before; the tokens that it gave are revoked");
  return std::move(*issued);
}

IssuedTokens Grants::refresh(const std::string& refresh_token, const std::string& client_id, const std::string& scope) {
  const std::string hash = hash_of(refresh_token);
  auto issued = database_.transaction([&](SQLite::Database& db) -> std::optional<IssuedTokens> {
    auto row = query(db,
                     "SELECT grant_id, client_id, scope, used FROM refresh_tokens "
                     "JOIN grants ON grants.id = grant_id WHERE hash = ?",
                     hash);
    if (!row.executeStep()) throw invalid_grant("the refresh token is unknown or revoked");
    if (row.getColumn(1).getString() != client_id) throw invalid_grant("the refresh token is another client's");
    const std::int64_t grant = row.getColumn(0);
    const std::string granted = row.getColumn(2).getString();
    if (row.getColumn(3).getInt() != 0) {
      close_grant(db, grant);
      return std::nullopt;
    }
    if (!is_within(scope, granted)) throw Refusal(400, "invalid_scope", "scope exceeds what was granted");
    IssuedTokens tokens;
    if (policy_.rotate_refresh_tokens) {
      execute(db, "UPDATE refresh_tokens SET used = 1 WHERE hash = ?", hash);
      tokens.refresh_token = issue_refresh_token(db, grant);
    }
    tokens.scope = scope.empty() ? granted : scope;
    tokens.expires_in = policy_.access_token_ttl;
    tokens.access_token = issue_access_token(db, grant, tokens.scope, now_(), policy_.access_token_ttl);
    return tokens;
  });
  if (!issued) throw invalid_grant("the refresh token was used before; all tokens of its sign-in are revoked");
  return std::move(*issued);
}

IssuedTokens Grants::issue_to_client(const std::string& client_id, const std::string& scope) {
  return database_.transaction([&](SQLite::Database& db) {
    const auto grant = open_grant(db, client_id, "", scope);
    return IssuedTokens{issue_access_token(db, grant, scope, now_(), policy_.access_token_ttl), Secret(),
                        policy_.access_token_ttl, scope};
  });
}

std::optional<LiveToken> Grants::find_access_token(const std::string& token) {
  return database_.transaction([&](SQLite::Database& db) -> std::optional<LiveToken> {
    auto row = query(db,
                     "SELECT client_id, username, access_tokens.scope, issued_at, expires_at FROM access_tokens "
                     "JOIN grants ON grants.id = grant_id WHERE hash = ?",
                     hash_of(token));
    if (!row.executeStep() || time(row.getColumn(4)) <= now_()) return std::nullopt;
    return LiveToken{row.getColumn(0).getString(), row.getColumn(1).getString(), row.getColumn(2).getString(),
                     time(row.getColumn(3)), time(row.getColumn(4))};
  });
}

std::optional<LiveToken> Grants::find_refresh_token(const std::string& token) {
  return database_.transaction([&](SQLite::Database& db) -> std::optional<LiveToken> {
    auto row = query(db,
                     "SELECT client_id, username, scope FROM refresh_tokens JOIN grants ON grants.id = grant_id "
                     "WHERE hash = ? AND used = 0",
                     hash_of(token));
    if (!row.executeStep()) return std::nullopt;
    return LiveToken{row.getColumn(0).getString(), row.getColumn(1).getString(), row.getColumn(2).getString(), {}, {}};
  });
}

void Grants::revoke(const std::string& token, const std::string& client_id) {
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
      throw Refusal(400, "unauthorized_client", "the token is another client's");
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
