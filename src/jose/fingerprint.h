#pragma once

#include <string>
#include <string_view>

namespace oauthctl {

/// Short, and keyed anew for each process: equal for equal secrets, and of no use to somebody who guesses one.
std::string keyed_fingerprint(std::string_view secret);

/// Any text as the name of a file.
std::string file_name_of(const std::string& text);

}  // namespace oauthctl
