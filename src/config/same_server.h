#pragma once

#include "model/server/metadata.h"

namespace oauthctl {

/// Whether a client file's secret may go to the endpoints that a record names: each is the file's own, or at the origin
/// of the file's issuer or of one of the file's endpoints.
bool names_same_server(const ServerMetadata& file, const ServerMetadata& record);

}  // namespace oauthctl
