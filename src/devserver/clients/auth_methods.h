#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace oauthctl::devserver {

/// What this server keeps of a client to check its proof with.
enum class Credential {
  nothing,         ///< a public client
  hashed_secret,   ///< the client sends the secret itself
  secret,          ///< the client signs with it, so a hash would not do (RFC 7523 §2.2)
  keys,            ///< the client signs with a key of its own, and these are the public ones
  certified_name,  ///< the client shows a TLS certificate of our authority that says this (RFC 8705 §2.1)
  certificates,    ///< the client shows one of these TLS certificates, whoever signed it (RFC 8705 §2.2)
};

/// By token_endpoint_auth_method (RFC 7591 §2); empty stands for client_secret_basic and client_secret_post alike.
/// Nothing for a method that is not supported.
std::optional<Credential> credential_of(std::string_view method);

/// Whether the proof is the connection, and the request brings none.
bool is_shown_by_tls(Credential credential);

/// As metadata lists them (RFC 8414 §2). Those with certificates are there over TLS alone.
std::vector<std::string> supported_auth_methods(bool over_tls);
std::vector<std::string> confidential_auth_methods(bool over_tls);

/// What a client can sign with such a credential, or an empty list. Never both kinds: a public key is no secret
/// (RFC 8725 §2.1).
std::vector<std::string> signing_algorithms(Credential credential);

}  // namespace oauthctl::devserver
