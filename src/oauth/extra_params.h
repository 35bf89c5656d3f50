#pragma once

#include <span>
#include <string_view>

#include "model/client.h"

namespace oauthctl {

/// The client's own `params`, save those named again in `extra`, then `extra`. Throws ErrorKind::usage for one that is
/// in `owned`: it is the protocol's to set.
Params extra_params(const Client& client, const Params& extra, std::span<const std::string_view> owned);

}  // namespace oauthctl
