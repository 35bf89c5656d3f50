#pragma once

#include <string>
#include <string_view>

#include "model/store.h"

namespace oauthctl {

/// Whether the text is what `gcloud auth application-default login` leaves: a JSON object of type authorized_user. What
/// Google's libraries keep as token.json is the same without the type.
bool is_authorized_user(std::string_view json);

/// The login in it: a client, a refresh token, and Google's endpoints. Its access token has ended. Throws
/// ErrorKind::usage naming `source`, the member, and what was expected.
Record parse_authorized_user(std::string_view json, const std::string& source);

}  // namespace oauthctl
