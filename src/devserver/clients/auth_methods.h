#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace oauthctl::devserver {

/// How this server checks that a client is the one it says.
enum class Credential {
  nothing,         ///< a public client
  hashed_secret,   ///< the client sends its secret
  secret,          ///< the client signs with its secret, so a hash is not enough (RFC 7523 §2.2)
  keys,            ///< the client signs with its private key, and these are the public ones
  certified_name,  ///< the client shows a TLS certificate of our authority with this name (RFC 8705 §2.1)
  certificates,    ///< the client shows one of these TLS certificates, no matter who signed it (RFC 8705 §2.2)
};

/// By token_endpoint_auth_method (RFC 7591 §2); empty means client_secret_basic or client_secret_post. Nothing for a
/// method that is not supported.
std::optional<Credential> credential_of(std::string_view method);

/// Whether the TLS connection is the proof, and the request carries none.
bool is_shown_by_tls(Credential credential);

/// As the metadata lists them (RFC 8414 §2). Those with certificates need TLS.
std::vector<std::string> supported_auth_methods(bool over_tls);
std::vector<std::string> confidential_auth_methods(bool over_tls);

/// The algorithms for such a credential; empty: it does not sign. MAC and signature algorithms are never in one list: a
/// public key must not serve as a MAC secret (RFC 8725 §2.1).
std::vector<std::string> signing_algorithms(Credential credential);

}  // namespace oauthctl::devserver
