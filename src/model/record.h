#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/account.h"
#include "model/client.h"
#include "model/grants.h"
#include "model/response_type.h"
#include "model/server/metadata.h"
#include "model/target.h"
#include "model/token_set.h"

namespace oauthctl {

/// The source of a grant that needs no browser, so that a profile can present it again. Paths are absolute. `-` stands
/// for standard input, which can be read only once. Nothing in here is secret.
struct GrantSource {
  std::string username;            ///< password grant; its password is kept nowhere
  std::string assertion_file;      ///< RFC 7523; empty: made with the key of the client file
  std::string subject;             ///< the account that such an assertion is about; empty: its signer
  std::string subject_token_file;  ///< RFC 8693
  std::string subject_profile;     ///< instead of the file: that profile's token
  std::string subject_party;       ///< the server and the client of that profile at sign-in; empty: not known
  std::string subject_token_type;  ///< a URI, as the next ones
  std::string actor_token_file;    ///< empty: nobody acts for the subject
  std::string actor_token_type;
  std::string requested_token_type;  ///< empty: the server's choice

  friend bool operator==(const GrantSource&, const GrantSource&) = default;
};

/// One sign-in: all that `token` needs to print a token and to renew it without a person.
struct Record {
  std::string profile;
  std::uint64_t serial = 0;  ///< incremented at each save, so that noticing another process's renewal needs no clock
  /// Only in this machine's files of a record that machines share (local_copies.h): the shared store's revision of the
  /// copied record, or of the one that an unsaved record replaces. Zero: the store had none.
  std::optional<std::int64_t> revision;
  std::string client_file;  ///< absolute path, read again at each renewal; empty: the client is kept here
  std::optional<Client> client;
  std::string client_id;  ///< who signed in, see identity_of(); empty in records of earlier versions
  std::optional<TimePoint> client_secret_expires_at;  ///< when the client was last read; nothing: as in Client
  bool is_unchecked = false;                          ///< imported while its client file was missing
  ServerMetadata server;  ///< at sign-in: a client file that has named another since is refused
  GrantType grant_type = GrantType::authorization_code;  ///< how the tokens were obtained
  ResponseType response_type;                            ///< asked for
  std::string scope;                                     ///< asked for
  std::vector<std::string> resource;                     ///< asked for
  std::vector<std::string> serves;                       ///< the only places (destination.h) for the token; empty: any
  std::string authorization_details;                     ///< asked for
  Params params;                                         ///< extra parameters given at login
  GrantSource source;
  bool basic_unencoded = false;  ///< see Client
  std::string redirect_uri;      ///< of the code; some servers want it again at a renewal
  Secret dpop_key;               ///< a private JWK that the tokens are bound to; empty: they are not
  Account account;
  TokenSet tokens;
  std::vector<TargetedToken> targeted;  ///< see targeted_tokens.h
};

/// Whether the profile has signed out: a record has some token until then.
inline bool is_signed_out(const Record& record) {
  const TokenSet& tokens = record.tokens;
  return tokens.access_token.empty() && tokens.refresh_token.empty() && tokens.id_token.empty();
}

/// Whether both come from the same save. The serial alone does not tell, because it starts again after a deletion.
inline bool is_same_save(const Record& one, const Record& other) {
  return one.serial == other.serial && one.tokens.access_token == other.tokens.access_token &&
         one.tokens.refresh_token == other.tokens.refresh_token;
}

/// The settings of the record, for the profile's next sign-in: without the tokens, the key that they are bound to and
/// the account. A client that the record keeps is a setting, with its secret.
Record settings_of(Record record, TimePoint now);

/// Whether the profile's grant can be presented again, so that neither a person nor a refresh token is needed: the
/// client's own credentials (RFC 6749 §4.4), an assertion that can be made or read again (RFC 7523), an exchange whose
/// tokens can be (RFC 8693).
bool needs_no_person(const Record& record);

/// The words that the token has: as the server said, else as they were asked for.
inline const std::string& granted_scope(const Record& record) {
  return record.tokens.scope.empty() ? record.scope : record.tokens.scope;
}

/// Whether a new access token can be obtained without a person.
bool is_renewable(const Record& record);
/// The same, taking into account when the server said that its refresh token expires.
bool is_renewable(const Record& record, TimePoint now);

}  // namespace oauthctl
