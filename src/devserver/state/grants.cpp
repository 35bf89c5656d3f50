#include "devserver/state/grants.h"

#include "devserver/refusal.h"
#include "devserver/state/grant_rows.h"
#include "devserver/state/pkce.h"
#include "devserver/state/random_token.h"
#include "devserver/state/scopes.h"
#include "devserver/state/sql.h"

namespace oauthctl::devserver {
namespace {

constexpr std::chrono::seconds code_ttl{60};

void check(const StoredCode& code, const Redemption& redemption, TimePoint now) {
  if (code.expires_at <= now) throw invalid_grant("the code has expired");
  if (code.redirect_uri != redemption.redirect_uri) {
    throw invalid_grant("redirect_uri differs from the authorization request");
  }
  if (!proves(redemption.code_verifier, code.code_challenge)) {
    throw invalid_grant("code_verifier does not match code_challenge");
  }
}

}  // namespace

Secret Grants::issue_code(const Approval& approval) {
  Secret code = random_token();
  database_.transaction([&](SQLite::Database& db) {
    const auto grant = open_grant(db, approval.client_id, approval.sign_in, approval.scope);
    execute(db, "INSERT INTO codes (hash, grant_id, redirect_uri, code_challenge, expires_at) VALUES (?, ?, ?, ?, ?)",
            hash_of(code), grant, approval.redirect_uri, approval.code_challenge, epoch_seconds(now_() + code_ttl));
  });
  return code;
}

IssuedTokens Grants::redeem(const Redemption& redemption) {
  const std::string hash = hash_of(redemption.code);
  auto issued = database_.transaction([&](SQLite::Database& db) -> std::optional<IssuedTokens> {
    const auto code = load_code(db, hash);
    if (!code) throw invalid_grant("the code is unknown");
    if (code->client_id != redemption.client_id) throw invalid_grant("the code belongs to another client");
    if (code->used) {
      close_grant(db, code->grant);
      return std::nullopt;
    }
    check(*code, redemption, now_());
    execute(db, "UPDATE codes SET used = 1 WHERE hash = ?", hash);
    return IssuedTokens{issue_access_token(db, code->grant, code->scope, now_(), policy_.access_token_ttl),
                        issue_refresh_token(db, code->grant), policy_.access_token_ttl, code->scope, code->sign_in};
  });
  // Thrown after the transaction, because the grant must stay closed.
  if (!issued) throw invalid_grant("the code was used before; its tokens are revoked");
  return std::move(*issued);
}

IssuedTokens Grants::refresh(const Secret& refresh_token, const std::string& client_id, const std::string& scope) {
  const std::string hash = hash_of(refresh_token);
  auto issued = database_.transaction([&](SQLite::Database& db) -> std::optional<IssuedTokens> {
    const auto stored = load_refresh_token(db, hash);
    if (!stored) throw invalid_grant("the refresh token is unknown or revoked");
    if (stored->client_id != client_id) throw invalid_grant("the refresh token belongs to another client");
    if (stored->used) {
      close_grant(db, stored->grant);
      return std::nullopt;
    }
    if (!is_within(scope, stored->scope)) throw invalid_scope("scope exceeds what was granted");
    const std::string granted = scope.empty() ? stored->scope : scope;
    IssuedTokens tokens{issue_access_token(db, stored->grant, granted, now_(), policy_.access_token_ttl), Secret(),
                        policy_.access_token_ttl, granted, stored->sign_in};
    tokens.sign_in.nonce.clear();  // OpenID Connect Core §12.2: only for the first ID token
    if (policy_.rotate_refresh_tokens) {
      execute(db, "UPDATE refresh_tokens SET used = 1 WHERE hash = ?", hash);
      tokens.refresh_token = issue_refresh_token(db, stored->grant);
    }
    return tokens;
  });
  if (!issued) throw invalid_grant("the refresh token was used before; all tokens of its sign-in are revoked");
  return std::move(*issued);
}

IssuedTokens Grants::issue_to_person(const std::string& client_id, const std::string& username,
                                     const std::string& scope, std::optional<TimePoint> auth_time) {
  const SignIn sign_in{username, {}, auth_time};
  return database_.transaction([&](SQLite::Database& db) {
    const auto grant = open_grant(db, client_id, sign_in, scope);
    return IssuedTokens{issue_access_token(db, grant, scope, now_(), policy_.access_token_ttl),
                        issue_refresh_token(db, grant), policy_.access_token_ttl, scope, sign_in};
  });
}

IssuedTokens Grants::issue_to_client(const std::string& client_id, const std::string& scope,
                                     const std::string& username) {
  return database_.transaction([&](SQLite::Database& db) {
    const auto grant = open_grant(db, client_id, {username, {}, {}}, scope);
    return IssuedTokens{issue_access_token(db, grant, scope, now_(), policy_.access_token_ttl), Secret(),
                        policy_.access_token_ttl, scope};
  });
}

void Grants::forget_expired() {
  const std::int64_t now = epoch_seconds(now_());
  database_.transaction([&](SQLite::Database& db) {
    execute(db, "DELETE FROM access_tokens WHERE expires_at <= ?", now);
    execute(db,
            "DELETE FROM grants WHERE id NOT IN (SELECT grant_id FROM access_tokens) "
            "AND id NOT IN (SELECT grant_id FROM refresh_tokens WHERE used = 0) "
            "AND id NOT IN (SELECT grant_id FROM codes WHERE used = 0 AND expires_at > ?)",
            now);
    execute(db,
            "DELETE FROM terms WHERE hash NOT IN (SELECT hash FROM codes UNION ALL SELECT hash FROM refresh_tokens "
            "UNION ALL SELECT hash FROM access_tokens)");
  });
}

}  // namespace oauthctl::devserver
