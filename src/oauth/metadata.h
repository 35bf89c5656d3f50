#pragma once

#include <string_view>

#include "model/metadata.h"

namespace oauthctl {

/// Reads an RFC 8414 / OpenID discovery document. Members not named above are passed over; one of the wrong type and an
/// endpoint that is neither https nor loopback http throw ErrorKind::protocol, naming the member and `source`.
ServerMetadata parse_metadata(std::string_view json, std::string_view source);

}  // namespace oauthctl
