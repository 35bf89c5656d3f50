#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "base/json.h"
#include "jose/keys/jwk_members.h"
#include "jose/keys/key.h"
#include "oauthctl/secret.h"

namespace oauthctl {

/// The public part of a JSON Web Key (RFC 7517, RFC 7518 §6, RFC 8037 §2). Throws the object's own kind of error for an
/// unsupported type or curve, a member that is missing or has the wrong width, a point that is not on its curve, and an
/// RSA key under 2048 bits. A shared secret (`oct`) is not a public key.
PublicKey read_public_jwk(const JsonObject& jwk, Spelling spelling = Spelling::exact);

/// As read_public_jwk. Also checks that `d` belongs to the public members.
PrivateKey read_private_jwk(const JsonObject& jwk);

/// The bytes of an `oct` key.
Secret read_secret_jwk(const JsonObject& jwk);

/// Only the required members, as RFC 7638 §3.2 demands.
nlohmann::json public_jwk(const PublicKey& key);

/// Includes the private members: for a key of ours that must outlive the process.
nlohmann::json private_jwk(const PrivateKey& key);

}  // namespace oauthctl
