#pragma once

#include <httplib.h>

#include "devserver/clients.h"
#include "oauthctl/params.h"

namespace oauthctl::devserver {

/// Who sends this request (RFC 6749 §2.3): HTTP Basic, the secret in the form, or a public client's id alone. Throws a
/// Refusal with invalid_client, or with invalid_request for two methods at once.
RegisteredClient authenticate_client(Clients& clients, const httplib::Request& request, const Params& form);

}  // namespace oauthctl::devserver
