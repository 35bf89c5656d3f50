#pragma once

#include <string>

namespace oauthctl::devserver {

/// Allowed are https, http on a loopback host, and a private-use scheme with a dot in it (RFC 8252 §7); never with a
/// fragment (RFC 6749 §3.1.2).
bool may_be_registered(const std::string& redirect_uri);

/// Compares exactly (RFC 9700 §2.1), except for the port of an http loopback URI, which a native app learns only when
/// it listens (RFC 8252 §7.3). `localhost` counts as loopback, because many clients register it.
bool matches(const std::string& registered, const std::string& asked);

}  // namespace oauthctl::devserver
