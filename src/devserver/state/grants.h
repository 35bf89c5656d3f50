#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

#include "base/time.h"
#include "devserver/state/database.h"
#include "oauthctl/secret.h"

namespace oauthctl::devserver {

/// What a person allowed a client to do, and how the client must prove that it is the one who asked.
struct Approval {
  std::string client_id;
  std::string username;
  std::string scope;
  std::string redirect_uri;    ///< as the authorization request had it; empty: it had none
  std::string code_challenge;  ///< S256; empty: none was given
  std::string nonce = {};
  std::optional<TimePoint> auth_time = {};
};

/// What a client presents to redeem a code (RFC 6749 §4.1.3, RFC 7636 §4.5).
struct Redemption {
  Secret code;
  std::string client_id;
  std::string redirect_uri;
  Secret code_verifier;
};

/// What an ID token says of the person who signed in.
struct SignIn {
  std::string username;                ///< empty: nobody, the client is on its own
  std::string nonce;                   ///< as the authorization request had it
  std::optional<TimePoint> auth_time;  ///< nothing: not known
};

struct IssuedTokens {
  Secret access_token;
  Secret refresh_token;  ///< empty: none was given, or the old one stays good
  std::chrono::seconds expires_in{0};
  std::string scope;
  SignIn sign_in = {};
  std::string issued_token_type = {};  ///< after a token exchange (RFC 8693 §2.2.1)
  std::string act = {};                ///< who acts with it (RFC 8693 §4.1), as JSON; empty: whose it is
};

/// A token that is good now.
struct LiveToken {
  std::string client_id;
  std::string username;  ///< empty: the client's own
  std::string scope;
  TimePoint issued_at;
  std::optional<TimePoint> expires_at;  ///< nothing: a refresh token
};

/// Grants and what is issued under them: codes, refresh tokens, access tokens. Every refusal is a Refusal.
class Grants {
 public:
  struct Policy {
    std::chrono::seconds access_token_ttl{3600};
    bool rotate_refresh_tokens = true;
  };

  Grants(Database& database, Clock now, Policy policy) : database_(database), now_(std::move(now)), policy_(policy) {}

  /// A code that is good once, for 60 seconds.
  Secret issue_code(const Approval& approval);
  /// A code presented twice takes back what it gave (RFC 6749 §4.1.2).
  IssuedTokens redeem(const Redemption& redemption);
  /// With rotation, a refresh token presented twice takes back the whole grant: either the client or a thief holds a
  /// copy, and nobody can say which of the two asks (RFC 9700 §4.14.2). `scope` may narrow what was granted.
  IssuedTokens refresh(const Secret& refresh_token, const std::string& client_id, const std::string& scope);
  /// A person who approved by other means than a code (RFC 8628).
  IssuedTokens issue_to_person(const std::string& client_id, const std::string& username, const std::string& scope,
                               std::optional<TimePoint> auth_time = {});
  /// A grant that the client can present again, so it needs no refresh token. `username`: for whom it acts.
  IssuedTokens issue_to_client(const std::string& client_id, const std::string& scope,
                               const std::string& username = {});

  std::optional<LiveToken> find_access_token(const Secret& token);
  std::optional<LiveToken> find_refresh_token(const Secret& token);
  /// Drops what can neither be used nor serve to notice a reuse.
  void forget_expired();
  /// RFC 7009 §2.1: a refresh token takes its grant along, an access token goes alone. An unknown token is no error;
  /// another client's is a Refusal.
  void revoke(const Secret& token, const std::string& client_id);

 private:
  Database& database_;
  Clock now_;
  Policy policy_;
};

}  // namespace oauthctl::devserver
