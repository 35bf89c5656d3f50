#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "oauthctl/client.h"
#include "oauthctl/error.h"
#include "oauthctl/metadata.h"
#include "oauthctl/response_type.h"
#include "oauthctl/token_set.h"
#include "oauthctl/userinfo.h"

namespace oauthctl {

/// Where a grant that is presented at once comes from, so that a profile can present it again. Paths are absolute, `-`
/// stands for standard input, which can be read but once. Nothing in here is secret.
struct GrantSource {
  std::string username;            ///< password grant; its password is kept nowhere
  std::string assertion_file;      ///< RFC 7523; empty: made with the key of the secrets file
  std::string subject;             ///< for whom such an assertion is made; empty: for who signs it
  std::string subject_token_file;  ///< RFC 8693
  std::string subject_profile;     ///< in place of the file: that profile's token
  std::string subject_token_type;  ///< a URI, as the next ones
  std::string actor_token_file;    ///< empty: nobody acts for the subject
  std::string actor_token_type;
  std::string requested_token_type;  ///< empty: the server's choice

  friend bool operator==(const GrantSource&, const GrantSource&) = default;
};

/// One login: what `token` needs to print a token and to renew it without anybody's help.
struct Record {
  std::string profile;
  std::uint64_t serial = 0;  ///< goes up by one with each save, so that "somebody renewed it" needs no clock
  std::string secrets_file;  ///< absolute path, read again at each renewal; empty: the client is kept here
  std::optional<Client> client;
  ServerMetadata server;
  std::string grant_type = "authorization_code";  ///< how the tokens were got, hence how they are got again
  ResponseType response_type;                     ///< asked for
  std::string scope;                              ///< asked for
  std::vector<std::string> resource;              ///< asked for
  std::string authorization_details;              ///< asked for
  Params params;                                  ///< extra parameters given at login
  GrantSource source;
  bool basic_unencoded = false;                   ///< see Client
  Secret dpop_key;                                ///< a private JWK that the tokens are bound to; empty: they are not
  Account account;
  TokenSet tokens;
};

/// Whether the profile's grant can be presented again, so that neither a person nor a refresh token is needed: the
/// client's own credentials (RFC 6749 §4.4), an assertion that can be made or read again (RFC 7523), an exchange whose
/// tokens can be (RFC 8693).
bool needs_no_person(const Record& record);

/// Whether a new access token can be had without a person.
bool is_renewable(const Record& record);
/// The same, as far as the server said how long its refresh token lives.
bool is_renewable(const Record& record, TimePoint now);

/// Held while it lives; released by its destructor, and by the system when the process dies.
class ProfileLock {
 public:
  virtual ~ProfileLock() = default;
};

/// A store that machines share refused to save: the lock had ended while its holder was paused, and somebody else has
/// saved since. What counts is what load() gives.
class Superseded : public Error {
 public:
  explicit Superseded(const std::string& profile)
      : Error(ErrorKind::unavailable, "another machine renewed profile " + profile + " while this process was paused",
              "try again: oauthctl token -p " + profile) {}
};

/// Room on the disk for one record. Taken, under the profile's renewal lock, before a request whose answer must not be
/// lost: when this succeeded, a full disk can no longer cost a login.
class Reservation {
 public:
  virtual ~Reservation() = default;
  /// Durable when it returns: file and directory are synced and the name is replaced. At most once.
  virtual void commit(const Record& record) = 0;
};

/// What a lock is for: a login may wait for a person for minutes, and renewals go on meanwhile.
enum class LockPurpose { renewal, login };

/// One record a profile. Every failure is an Error that names the file: ErrorKind::internal for a record that is
/// corrupt, foreign or of a newer version (it is never written over), ErrorKind::usage for a profile name that cannot
/// be one, ErrorKind::unavailable for a disk that cannot be written and for a lock that was not had in time.
class TokenStore {
 public:
  virtual ~TokenStore() = default;
  virtual std::optional<Record> load(std::string_view profile) const = 0;
  virtual std::unique_ptr<Reservation> reserve(std::string_view profile) = 0;
  virtual bool erase(std::string_view profile) = 0;
  virtual std::vector<std::string> profiles() const = 0;
  virtual std::unique_ptr<ProfileLock> lock(std::string_view profile, LockPurpose purpose,
                                            std::chrono::milliseconds patience) = 0;
  /// Where the profile's record is, for a person.
  virtual std::string where(std::string_view profile) const = 0;
};

}  // namespace oauthctl
