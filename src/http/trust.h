#pragma once

#include <optional>
#include <string>

namespace oauthctl {

/// The places from which the certificates of trusted authorities are read. Empty: not used.
struct Trust {
  std::string file;       ///< PEM, read whole at every start
  std::string directory;  ///< one file an authority, named by its hash, read when needed

  friend bool operator==(const Trust&, const Trust&) = default;
};

/// The trust to verify with, and the one to try once if the issuer is not found there.
struct TrustPlan {
  Trust first;
  std::optional<Trust> second;
};

/// A file that the user names is the whole trust, so it pins, even if the environment also sets a directory. The
/// system's trust is first looked up in its hashed directory, because reading the whole bundle takes seven times as
/// long as the rest of a renewal. The bundle is the second try, because on some systems the directory is not hashed.
TrustPlan trust_plan(const Trust& chosen, const Trust& system);

/// Identifies a choice of authorities, and changes when a file is replaced: an answer fetched under one choice is not
/// trusted under another.
std::string fingerprint(const Trust& chosen);

/// For a message: `/etc/ssl/certs`.
std::string describe(const Trust& trust);

}  // namespace oauthctl
