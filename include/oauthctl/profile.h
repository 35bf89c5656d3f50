#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "oauthctl/error.h"
#include "oauthctl/secret.h"

namespace oauthctl {

/// A token that works, as the server gave it (RFC 6749 §5.1).
struct Token {
  Secret access_token;
  std::string token_type;  ///< `Bearer` (RFC 6750), or `DPoP` (RFC 9449): then it is bound to a key that stays here
  /// By this machine's clock, in whole seconds. Nothing: the server did not say.
  std::optional<std::chrono::system_clock::time_point> expires_at;
  std::string scope;  ///< words between spaces; empty: as asked for at the sign-in
  Secret id_token;    ///< a JWT (OpenID Connect Core §2), checked when it arrived; empty: the server sent none
};

struct TokenOptions {
  /// How long the token must remain valid. Nothing: 60 seconds, and a token that still works is returned if it cannot
  /// be renewed. With a value, that failure is thrown. A server whose tokens do not last that long is asked each time,
  /// and its token is returned with a warning.
  std::optional<std::chrono::seconds> min_ttl = std::nullopt;
  bool refresh = false;  ///< renew even a valid token; throw if that fails
};

/// Settings that differ from the environment's. Everything else is as for the program: OAUTHCTL_HOME or the XDG
/// folders, OAUTHCTL_STORE and its variables, SSL_CERT_FILE and the proxy variables.
struct ProfileOptions {
  std::optional<std::string> home = std::nullopt;   ///< a folder, as `--home`; made absolute at once
  std::optional<std::string> store = std::nullopt;  ///< a URL, as `--store`
  /// Receives the warnings that the program would print, without secrets. Called on the thread that called token(), so
  /// on several at once if they all do. An exception that it throws leaves token().
  std::function<void(const std::string& text)> on_warning = {};
};

/// A profile that `oauthctl login` signed in. It reads and renews the same record under the same lock as the program,
/// so that any number of processes of both kinds renew a token once.
///
/// Safe for several threads, whose calls are as independent of each other as those of several processes. Every failure
/// is an Error, except std::bad_alloc.
class Profile {
 public:
  ~Profile();
  Profile(Profile&& other) noexcept;
  Profile& operator=(Profile&& other) noexcept;

  const std::string& name() const noexcept;

  /// Returns the token from disk if it is valid for long enough, without a request. Otherwise renews it, which may take
  /// as long as the server does, and up to 45 seconds more if another process or thread is renewing. Never asks a
  /// person anything.
  ///
  /// Throws ErrorKind::login_required when a person must sign in (no record, no refresh token, an expired grant),
  /// unavailable if trying again later may help (network, server, disk, lock), protocol for an answer that cannot be
  /// trusted, usage for a client or a setting that is refused, refused for a grant that was refused, and internal for a
  /// damaged record. A failure never changes the record, except to keep a refresh token that the server rotated.
  Token token(const TokenOptions& options = {});

 private:
  friend Profile open_profile(const std::string& name, ProfileOptions options);
  class Opened;
  explicit Profile(std::unique_ptr<Opened> opened);

  std::unique_ptr<Opened> opened_;
};

/// Opens the profile of that name; empty: the one that OAUTHCTL_PROFILE names, else that of `profile use`. Reads no
/// record and sends nothing. Throws ErrorKind::usage for an invalid profile name, for an unknown store or one without
/// its key, and if no folder for profiles is known.
Profile open_profile(const std::string& name = {}, ProfileOptions options = {});

}  // namespace oauthctl
