#pragma once

#include <string>

#include "oauthctl/secret.h"

namespace oauthctl {

/// The key of Google's service-account file. It stays in the file and is never stored.
struct ServiceAccount {
  std::string client_email;
  Secret private_key;  ///< PEM
  std::string private_key_id;
};

}  // namespace oauthctl
