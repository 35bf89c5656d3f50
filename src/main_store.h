#pragma once

#include <memory>
#include <optional>
#include <string>

#include "cli/command.h"
#include "config/paths.h"
#include "config/store_url.h"
#include "oauthctl/store.h"

namespace oauthctl {

/// The store that --store or OAUTHCTL_STORE names; nothing: each profile's own.
std::optional<StoreUrl> named_store(const cli::GlobalOptions& global);

/// The store whose records are all on this machine's disk and can be read without another program; nothing when the
/// command needs, or may need, any other.
std::unique_ptr<TokenStore> store_on_disk(const cli::Invocation& invocation, const Paths& paths);

}  // namespace oauthctl
