#pragma once

#include <string>
#include <string_view>

#include "config/providers.h"
#include "model/store.h"

namespace oauthctl {

/// Whether the text is a file of `gcloud auth application-default login`: a JSON object of type authorized_user. The
/// token.json of Google's libraries is the same without the type.
bool is_authorized_user(std::string_view json);

/// The profile in it: a client, a refresh token, and Google's endpoints. Its access token counts as expired. Throws
/// ErrorKind::usage naming `source`, the member, and what was expected.
Record parse_authorized_user(std::string_view json, const std::string& source, const Providers& providers);

}  // namespace oauthctl
