#pragma once

#include <optional>
#include <string>

namespace oauthctl {

/// Where certificates of trusted authorities are read from. Empty: not from there.
struct Trust {
  std::string file;       ///< PEM, read whole at every start
  std::string directory;  ///< one file an authority, named by its hash, read when needed

  friend bool operator==(const Trust&, const Trust&) = default;
};

/// What to verify with, and what else to try once when the issuer is not found there.
struct TrustPlan {
  Trust first;
  std::optional<Trust> second;
};

/// A file named by the user is the whole trust, so that it pins, whatever directory an environment sets for everybody;
/// the system's is looked up in its hashed directory, because reading all of its bundle takes seven times as long as
/// the rest of a renewal, and the bundle is the second try: on some systems the directory is not hashed.
TrustPlan trust_plan(const Trust& chosen, const Trust& system);

/// Tells one choice of authorities from another, also after a file was replaced: what was fetched under one is not
/// believed under the other.
std::string fingerprint(const Trust& chosen);

/// For a message: `/etc/ssl/certs`.
std::string describe(const Trust& trust);

}  // namespace oauthctl
