#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

#include "base/time.h"
#include "devserver/state/database.h"
#include "oauthctl/secret.h"

namespace oauthctl::devserver {

/// A client's request to redeem a code (RFC 6749 §4.1.3, RFC 7636 §4.5).
struct Redemption {
  Secret code;
  std::string client_id;
  std::string redirect_uri;
  Secret code_verifier;
};

/// The sign-in that an ID token is about.
struct SignIn {
  std::string username;                ///< empty: nobody, the client acts for itself
  std::string nonce;                   ///< as in the authorization request
  std::optional<TimePoint> auth_time;  ///< nothing: unknown
  std::string acr = {};                ///< how strong it was; empty: as usual (acr_of())
  std::string claims = {};             ///< asked for, as JSON; empty: none
};

/// A person's permission for a client, and how the client must prove that it is the one that asked.
struct Approval {
  std::string client_id;
  SignIn sign_in;
  std::string scope;
  std::string redirect_uri;    ///< as in the authorization request; empty: it had none
  std::string code_challenge;  ///< S256; empty: none was given
};

struct IssuedTokens {
  Secret access_token;
  Secret refresh_token;  ///< empty: none, or the previous one stays valid
  std::chrono::seconds expires_in{0};
  std::string scope;
  SignIn sign_in = {};
  std::string issued_token_type = {};  ///< after a token exchange (RFC 8693 §2.2.1)
  std::string act = {};                ///< who acts with it (RFC 8693 §4.1), as JSON; empty: its owner
};

/// A token that is valid now.
struct LiveToken {
  std::string client_id;
  std::string username;  ///< empty: the client itself
  std::string scope;
  TimePoint issued_at;
  std::optional<TimePoint> expires_at;  ///< nothing: a refresh token
  SignIn sign_in = {};                  ///< of an access token
};

/// Grants, with their codes, refresh tokens and access tokens. Every error is a Refusal.
class Grants {
 public:
  struct Policy {
    std::chrono::seconds access_token_ttl{3600};
    bool rotate_refresh_tokens = true;
  };

  Grants(Database& database, Clock now, Policy policy) : database_(database), now_(std::move(now)), policy_(policy) {}

  /// A code that can be used once, within 60 seconds.
  Secret issue_code(const Approval& approval);
  /// A second use of a code revokes the tokens of the first (RFC 6749 §4.1.2).
  IssuedTokens redeem(const Redemption& redemption);
  /// With rotation, a second use of a refresh token revokes the whole grant: the client and a thief both have it, and
  /// the server cannot tell which of them asks (RFC 9700 §4.14.2). `scope` may narrow what was granted.
  IssuedTokens refresh(const Secret& refresh_token, const std::string& client_id, const std::string& scope);
  /// For a person who approved without a code (RFC 8628).
  IssuedTokens issue_to_person(const std::string& client_id, const std::string& username, const std::string& scope,
                               std::optional<TimePoint> auth_time = {});
  /// For a grant that the client can present again, so it needs no refresh token. `username`: the person it acts for.
  IssuedTokens issue_to_client(const std::string& client_id, const std::string& scope,
                               const std::string& username = {});

  std::optional<LiveToken> find_access_token(const Secret& token);
  std::optional<LiveToken> find_refresh_token(const Secret& token);
  /// Drops codes and tokens that can neither be used nor show a reuse.
  void forget_expired();
  /// RFC 7009 §2.1: a refresh token is revoked with its grant, an access token alone. An unknown token is ignored.
  /// Another client's token is a Refusal.
  void revoke(const Secret& token, const std::string& client_id);

 private:
  Database& database_;
  Clock now_;
  Policy policy_;
};

}  // namespace oauthctl::devserver
