#pragma once

#include <SQLiteCpp/Statement.h>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

#include "base/time.h"
#include "devserver/state/database.h"
#include "devserver/state/grants.h"
#include "oauthctl/secret.h"

/// The rows of a grant, inside a transaction. `hash` is the hash of a code or token.
namespace oauthctl::devserver {

struct StoredCode {
  std::int64_t grant;
  std::string client_id;
  std::string scope;
  std::string redirect_uri;
  std::string code_challenge;
  TimePoint expires_at;
  bool used;
  SignIn sign_in;
};

struct StoredRefreshToken {
  std::int64_t grant;
  std::string client_id;
  std::string scope;
  bool used;
  SignIn sign_in;
};

/// From the columns username, nonce, auth_time, acr and claims.
SignIn sign_in_of(SQLite::Statement& row, int first_column);

std::int64_t open_grant(SQLite::Database& db, const std::string& client_id, const SignIn& sign_in,
                        const std::string& scope);
/// Deletes everything that came from it too.
void close_grant(SQLite::Database& db, std::int64_t grant);
Secret issue_refresh_token(SQLite::Database& db, std::int64_t grant);
Secret issue_access_token(SQLite::Database& db, std::int64_t grant, const std::string& scope, TimePoint now,
                          std::chrono::seconds ttl);
std::optional<StoredCode> load_code(SQLite::Database& db, const std::string& hash);
std::optional<StoredRefreshToken> load_refresh_token(SQLite::Database& db, const std::string& hash);

}  // namespace oauthctl::devserver
