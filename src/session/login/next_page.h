#pragma once

#include <optional>
#include <string>

#include "model/http.h"

namespace oauthctl {

/// The URL of the next page, as the answer links to it (RFC 8288, `rel="next"`); nothing: this is the last one. Throws
/// ErrorKind::protocol for a page at another origin, where the token must not go.
std::optional<std::string> next_page(const HttpResponse& response);

}  // namespace oauthctl
