#pragma once

#include <string>
#include <string_view>

#include "model/http.h"

namespace oauthctl::fuzz {

/// An answer as the vectors in tests/vectors/token-response write it: lines `name: value`, of which `status` is the
/// status, then an empty line and the body. Text without such lines is the body of a 200 that is JSON.
HttpResponse answer_in(std::string_view input);

/// Cuts the first line off `input` and returns it without its end.
std::string_view first_line(std::string_view& input);

}  // namespace oauthctl::fuzz
