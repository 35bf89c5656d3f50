#pragma once

#include "base/environment.h"
#include "model/http.h"
#include "model/notices.h"
#include "store/store_directory.h"

namespace oauthctl {

/// Creates a transport that trusts the authority in this file; empty: the system's.
using FleetNetwork = std::function<std::unique_ptr<Transport>(const std::string& ca_file)>;

/// Opens etcd clusters with the settings in this machine's environment. `notices` outlives the stores.
FleetOpener fleet_opener(Environment environment, FleetNetwork network, Notices& notices);

}  // namespace oauthctl
