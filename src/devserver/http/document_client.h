#pragma once

#include <functional>
#include <string>

#include "base/url.h"

namespace oauthctl::devserver {

/// Gets a small JSON document. Throws ErrorKind::unavailable with the reason.
using FetchDocument = std::function<std::string(const Url& url)>;

/// Follows no redirect, reads at most 64 KiB, and waits at most five seconds.
std::string fetch_over_http(const Url& url);

}  // namespace oauthctl::devserver
