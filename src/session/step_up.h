#pragma once

#include <string>

#include "model/http.h"
#include "model/store.h"

namespace oauthctl {

/// Throws ErrorKind::login_required, with the sign-in that helps, if the resource wants a token of more scope
/// (RFC 6750 §3.1: insufficient_scope).
void require_enough_scope(const HttpResponse& response, const std::string& profile, const TokenStore& store);

}  // namespace oauthctl
