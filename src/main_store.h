#pragma once

#include <memory>
#include <optional>
#include <string>

#include "cli/command.h"
#include "cli/offline.h"
#include "config/paths.h"
#include "config/store_url.h"
#include "model/store.h"

namespace oauthctl {

/// The store that --store or OAUTHCTL_STORE names; nothing: each profile's own.
std::optional<StoreUrl> named_store(const cli::GlobalOptions& global);

/// What this machine's disk knows, without another program.
struct StoreOnDisk {
  std::unique_ptr<TokenStore> store;  ///< null: the command needs, or may need, more
  cli::Records records = cli::Records::own;
};
StoreOnDisk store_on_disk(const cli::Invocation& invocation, const Paths& paths);

/// Where the copies of what machines share are, for one such store.
std::string copies_of(const StoreUrl& url, const Paths& paths);

}  // namespace oauthctl
