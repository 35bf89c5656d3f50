#pragma once

#include "commands/request/request.h"
#include "model/http.h"

namespace oauthctl::cli {

/// The request that the options describe. Throws ErrorKind::usage if they contradict each other or name a file that
/// cannot be read.
HttpRequest asked_request(const RequestOptions& options);

/// Whether data that is sent as a form looks like JSON.
bool looks_like_json(const RequestOptions& options);

}  // namespace oauthctl::cli
