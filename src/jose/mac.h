#pragma once

#include <string>
#include <string_view>

#include "jose/algorithm.h"
#include "oauthctl/secret.h"

namespace oauthctl {

/// HMAC with SHA-2 (RFC 7518 §3.2). A secret shorter than the hash, which that section forbids, throws
/// ErrorKind::usage.
std::string mac(const SignatureAlgorithm& algorithm, const Secret& secret, std::string_view input);

/// In constant time.
bool verify_mac(const SignatureAlgorithm& algorithm, const Secret& secret, std::string_view input,
                std::string_view claimed);

}  // namespace oauthctl
