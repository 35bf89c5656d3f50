#pragma once

#include <string>
#include <string_view>

#include "base/json.h"
#include "base/params.h"
#include "devserver/http/request.h"

namespace oauthctl::devserver {

/// The parameters of a query or a form; one without a value counts as absent (RFC 6749 §3.1 and §3.2). Throws a Refusal
/// with invalid_request.
Params present_params(std::string_view encoded);

/// Throws a Refusal when a parameter is given twice that may not be.
void refuse_repetition(const Params& params);

/// The body of a POST, nothing given twice that may not be.
Params request_form(const Request& request);

/// The value, or a Refusal that names what is missing.
std::string required(const Params& params, std::string_view name);

/// The body as a JSON object. Throws a Refusal for another content type: application/json is what a page of another
/// site cannot make a browser send here (it would have to ask first, by CORS). Throws an Error for malformed JSON.
JsonObject json_body(const Request& request);

}  // namespace oauthctl::devserver
