#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "oauthctl/client.h"
#include "oauthctl/metadata.h"

namespace oauthctl {

/// The key of Google's service-account file. It stays in the file: nothing of this is ever stored.
struct ServiceAccount {
  std::string client_email;
  Secret private_key;  ///< PEM
  std::string private_key_id;
};

/// What secrets.json says: who we are to the server, and what it knows of the server.
struct SecretsFile {
  enum class Form { google_installed, google_web, google_service_account, flat };

  Form form = Form::flat;
  Client client;
  std::optional<ServiceAccount> service_account;  ///< then `client` has no client_id
  ServerMetadata server;                          ///< `server.issuer` alone means: ask the server (discovery)
  std::vector<std::string> warnings;              ///< for a person: unknown members, a file that others can read
};

/// Reads one of the three forms of docs/secrets-file.md. Throws ErrorKind::usage naming `source`, the member, and what
/// was expected.
SecretsFile parse_secrets(std::string_view json, const std::string& source);

/// Reads the file at a path; throws as parse_secrets does.
using SecretsReader = std::function<SecretsFile(const std::string& path)>;

}  // namespace oauthctl
