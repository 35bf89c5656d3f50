#pragma once

#include "base/json.h"
#include "devserver/http/request.h"

namespace oauthctl::devserver {

/// The body as a JSON object. Throws a Refusal for another content type: application/json is what a page of another
/// site cannot make a browser send here (it would have to ask first, by CORS). Throws an Error for malformed JSON.
JsonObject json_body(const Request& request);

}  // namespace oauthctl::devserver
