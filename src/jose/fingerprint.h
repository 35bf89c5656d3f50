#pragma once

#include <string>
#include <string_view>

namespace oauthctl {

/// Short, and keyed for each process: equal for equal secrets, and useless for checking a guess.
std::string keyed_fingerprint(std::string_view secret);

/// Turns any text into a file name.
std::string file_name_of(const std::string& text);

}  // namespace oauthctl
