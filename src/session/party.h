#pragma once

#include "model/party.h"
#include "session/services.h"

namespace oauthctl {

/// Who we are and whom we talk to, for a record: its client file is read again, so that a rotated client secret is
/// used and only one copy of it exists.
Party party_of(const Record& record, const Services& services);

}  // namespace oauthctl
