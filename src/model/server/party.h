#pragma once

#include <optional>

#include "model/client.h"
#include "model/server/metadata.h"
#include "model/service_account.h"

namespace oauthctl {

/// A client's credentials and the server that they are for. All code that sends a credential takes this value, so that
/// a secret of one server can never be combined with the endpoint of another.
struct Party {
  Client client;
  ServerMetadata server;
  std::optional<ServiceAccount> service_account = {};  ///< then `client` has no client_id
};

}  // namespace oauthctl
