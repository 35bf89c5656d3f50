#pragma once

#include <map>
#include <optional>
#include <string>

#include "base/environment.h"
#include "config/providers.h"
#include "model/client_file.h"

namespace oauthctl::cli {

struct NamedClient;

/// The client that the options name, else the one of OAUTHCTL_ISSUER or OAUTHCTL_PROVIDER with OAUTHCTL_CLIENT_ID and
/// OAUTHCTL_CLIENT_SECRET; nothing if neither names one. The two are never mixed: a secret of one could then be sent to
/// the server of the other. Throws ErrorKind::usage for one that lacks a part.
std::optional<ClientFile> named_client(const NamedClient& typed, const Environment& environment,
                                       const Providers& providers);

/// The id and secret of a client whose server is known otherwise: those that the options name, else OAUTHCTL_CLIENT_ID.
/// The file names `issuer` as its server. Nothing if neither names one. Throws ErrorKind::usage for a secret of the
/// environment, which does not say which server it is for.
std::optional<ClientFile> named_client_at(const std::string& issuer, const NamedClient& typed,
                                          const Environment& environment, const Providers& providers);

/// The text of a client file.
Secret client_file_text(const NamedClient& client, const Secret& secret, const std::string& scope = {});

}  // namespace oauthctl::cli
