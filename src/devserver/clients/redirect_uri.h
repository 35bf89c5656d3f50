#pragma once

#include <string>

namespace oauthctl::devserver {

/// What may be registered: https, http on a loopback host, or a private-use scheme with a dot in it (RFC 8252 §7);
/// never with a fragment (RFC 6749 §3.1.2).
bool may_be_registered(const std::string& redirect_uri);

/// Exact comparison (RFC 9700 §2.1), but for the port of an http loopback URI, which a native app learns only when it
/// listens (RFC 8252 §7.3). `localhost` is treated alike, for many clients register it.
bool matches(const std::string& registered, const std::string& asked);

}  // namespace oauthctl::devserver
