#pragma once

#include <cstddef>
#include <functional>
#include <string>

namespace oauthctl {

/// Returns that many bytes of a cryptographic random source.
using Entropy = std::function<std::string(std::size_t count)>;

}  // namespace oauthctl
