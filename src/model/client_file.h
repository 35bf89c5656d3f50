#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "model/client.h"
#include "model/server/metadata.h"
#include "model/server/provider.h"
#include "model/service_account.h"
#include "oauthctl/error.h"

namespace oauthctl {

/// In bytes. Google's files have 500; one with a key set has some thousands. A longer file is not a client file.
constexpr std::size_t longest_client_file = 1 << 20;

/// The contents of secrets.json: who we are to the server, and what the file says about the server.
struct ClientFile {
  enum class Form { google_installed, google_web, google_service_account, flat };

  Form form = Form::flat;
  Client client;
  std::optional<ServiceAccount> service_account;  ///< then `client` has no client_id
  ServerMetadata server;                          ///< `server.issuer` alone means: ask the server (discovery)
  std::optional<Provider> provider;               ///< whose facts `client` and `server` have already
  std::vector<std::string> warnings;              ///< for a person: unknown members, a file that others can read
};

/// The client file is not where its path says.
class MissingClientFile : public Error {
 public:
  using Error::Error;
};

/// Reads the file at a path; throws as parse_client_file does.
using ClientFileReader = std::function<ClientFile(const std::string& path)>;

}  // namespace oauthctl
