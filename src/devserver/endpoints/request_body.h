#pragma once

#include <string>
#include <string_view>

#include "base/json.h"
#include "base/params.h"
#include "devserver/http/request.h"

namespace oauthctl::devserver {

/// The parameters of a query or a form; one without a value counts as left out (RFC 6749 §3.1 and §3.2). Throws a
/// Refusal with invalid_request.
Params present_params(std::string_view encoded);

/// Throws a Refusal if a parameter that must be single is repeated.
void refuse_repetition(const Params& params);

/// The body of a POST, checked by refuse_repetition().
Params request_form(const Request& request);

/// The value. Throws a Refusal that names the missing parameter.
std::string required(const Params& params, std::string_view name);

/// The body as a JSON object. Throws a Refusal for another content type: a browser does not send application/json for a
/// page of another site without asking here first (CORS). Throws an Error for malformed JSON.
JsonObject json_body(const Request& request);

}  // namespace oauthctl::devserver
