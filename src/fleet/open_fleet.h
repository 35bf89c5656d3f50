#pragma once

#include "base/environment.h"
#include "fleet/fleet_access.h"
#include "model/http.h"
#include "model/notices.h"
#include "store/store_directory.h"

namespace oauthctl {

/// Makes a transport to a cluster, which has an authority and a certificate of its own.
using FleetNetwork = std::function<std::unique_ptr<Transport>(const FleetAccess& access)>;

/// Opens etcd clusters with what the environment gives this machine. `notices` outlives the stores.
FleetOpener fleet_opener(Environment environment, FleetNetwork network, Notices& notices);

}  // namespace oauthctl
