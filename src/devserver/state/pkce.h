#pragma once

#include <string>

#include "oauthctl/secret.h"

namespace oauthctl::devserver {

/// Whether the verifier fits an S256 challenge (RFC 7636 §4.6). Without a challenge only an empty verifier does: the
/// challenge may have been cut from the request (RFC 9700 §4.8.2).
bool proves(const Secret& code_verifier, const std::string& code_challenge);

}  // namespace oauthctl::devserver
