#pragma once

#include <map>
#include <string>
#include <vector>

#include "model/client.h"
#include "model/server/metadata.h"

namespace oauthctl {

/// Values for the variables of a provider, such as the host of an instance.
using ProviderVariables = std::map<std::string, std::string>;

/// Something that people choose: `{host}` in the provider's URLs.
struct ProviderVariable {
  std::string name;
  std::string help;
  std::string standard;  ///< empty: must be given
};

/// Which redirect URIs a client for this machine can register.
enum class LoopbackRedirect { any_port, registered, none };

/// Why a member is there, or what cannot be expressed.
struct ProviderQuirk {
  std::string name;
  std::string reason;
};

/// A company's server as its manual describes it: share/providers/NAME.json (docs/providers/data.md).
struct Provider {
  std::string name;
  std::string title;
  std::string console;  ///< where clients are registered
  std::vector<std::string> documentation;
  std::vector<ProviderVariable> variables;
  ServerMetadata server;
  std::string method_with_secret;     ///< token_endpoint_auth_method of a client with a secret
  std::string method_without_secret;  ///< client_secret_basic: with an empty password
  bool scope_needed = false;
  std::vector<std::string> suggested_scopes;
  std::string refresh_scope;  ///< asks for a refresh token
  LoopbackRedirect loopback = LoopbackRedirect::any_port;
  std::string redirect_host;
  std::string redirect_note;
  std::vector<ProviderQuirk> quirks;
  Client habits;  ///< its quirks, rules and token_params: what every client of this provider has

  /// The URI to register, and to use if the client names none; empty if none on this machine will do.
  std::string redirect_uri() const;
};

}  // namespace oauthctl
