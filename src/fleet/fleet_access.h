#pragma once

#include <string>

#include "base/environment.h"
#include "oauthctl/secret.h"

namespace oauthctl {

/// The environment variables that a machine of a fleet needs beside the store's URL. Secrets are read from the files
/// that they name, or are their values. They are never on a command line.
struct FleetAccess {
  Secret keys;                   ///< OAUTHCTL_STORE_KEY_FILE, else OAUTHCTL_STORE_KEY
  std::string keys_source;       ///< which of them, for messages
  std::string user;              ///< OAUTHCTL_ETCD_USER
  Secret password;               ///< OAUTHCTL_ETCD_PASSWORD_FILE, else OAUTHCTL_ETCD_PASSWORD
  std::string ca_file;           ///< OAUTHCTL_ETCD_CA_FILE
  std::string certificate_file;  ///< OAUTHCTL_ETCD_CERTIFICATE_FILE
  std::string key_file;          ///< OAUTHCTL_ETCD_KEY_FILE
};

/// Throws ErrorKind::usage, naming the variable, for a file that cannot be read, a key that is not given, and half a
/// pair of certificate and key or of user and password.
FleetAccess fleet_access(const Environment& environment);

}  // namespace oauthctl
