#pragma once

#include "base/entropy.h"
#include "base/time.h"
#include "model/client_file.h"
#include "model/dpop_nonces.h"
#include "model/http.h"
#include "model/notices.h"
#include "model/store.h"
#include "oauth/client/client_auth.h"
#include "oauthctl/error.h"

namespace oauthctl {

/// Waits that long. Throws ErrorKind::interrupted if a signal arrives first.
using Sleep = std::function<void(std::chrono::seconds)>;

/// Reads a token or an assertion from the file at a path, or from standard input for `-`. Throws ErrorKind::usage if
/// it holds none.
using TokenReader = std::function<Secret(const std::string& path)>;

/// Replaces the text of the client file at a path with what `next` returns; if that is nothing, the file stays. Room on
/// the disk is reserved before `next` is called. Profiles may share the file, so only one process changes it at a time.
using ClientFileChange =
    std::function<void(const std::string& path, const std::function<std::optional<Secret>(const Secret& text)>& next)>;

/// The services that the use cases need. main_net.cpp and src/library choose the implementations; nothing here is
/// owned.
struct Services {
  TokenStore& store;
  Transport& transport;
  Notices& notices;
  Clock clock;
  Entropy entropy;
  ClientFileReader read_client_file;
  Sleep sleep;
  DpopNonces& dpop_nonces;
  TokenReader read_token;
  ClientFileChange change_client_file = {};  ///< empty: client files stay as they are
  /// Makes later commands look for the profile in the store of its new sign-in; empty: they do so anyway.
  std::function<void(const std::string& profile)> remember_store = {};
};

/// The client's authentication for the next request.
inline ClientAuth client_auth(const Party& party, const Services& services) {
  return client_auth(party, services.clock(), services.entropy);
}

}  // namespace oauthctl
