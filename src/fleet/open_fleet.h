#pragma once

#include "base/environment.h"
#include "fleet/fleet_access.h"
#include "model/http.h"
#include "model/notices.h"
#include "store/store_directory.h"

namespace oauthctl {

/// Creates a transport to a cluster, which has its own authority and certificate.
using FleetNetwork = std::function<std::unique_ptr<Transport>(const FleetAccess& access)>;

/// Opens etcd clusters with the settings in this machine's environment. `notices` outlives the stores.
FleetOpener fleet_opener(Environment environment, FleetNetwork network, Notices& notices);

}  // namespace oauthctl
