#pragma once

#include "base/environment.h"
#include "commands/commands.h"

namespace oauthctl::cli {

/// Everything that a program can ask of its helper.
enum class HelperAction {
  get,
  erase,   ///< the credential was rejected
  list,    ///< all that there is
  ignore,  ///< store, and what nobody knows
  refuse,  ///< the same, but the program must be told
};
HelperAction action_of(const CredentialOptions& options);

/// Takes the question apart. `input` is what the program wrote to stdin. Throws ErrorKind::usage for one that is not of
/// the protocol.
HelperQuestion read_question(const CredentialOptions& options, Secret input, const Environment& environment);

/// A host and a port, and nothing that would make it another URL.
bool is_authority(std::string_view host);

/// docker leaves out the scheme, and speaks plain HTTP with registries on this machine only.
std::string url_of_registry(const std::string& server);

Error bad_question(HelperProtocol protocol, const std::string& why);

}  // namespace oauthctl::cli
