#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/params.h"

namespace oauthctl {

/// A challenge or credentials (RFC 9110 §11.3, §11.4): the scheme and the rest.
struct AuthField {
  std::string_view scheme;
  std::string_view rest;
};

/// A value without a blank has no scheme.
AuthField split_auth(std::string_view value);

/// `name="value", name="value"` (RFC 9110 §11.2). Nothing for any other form.
std::optional<Params> quoted_parameters(std::string_view text);

/// The password in HTTP Basic credentials, as it is and form-decoded (RFC 6749 §2.3.1).
std::vector<std::string> basic_passwords(std::string_view base64);

/// The values in Cookie and Set-Cookie, including those of attributes.
std::vector<std::string> cookie_values(std::string_view value);

}  // namespace oauthctl
