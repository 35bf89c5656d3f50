#pragma once

#include <string>

namespace oauthctl {

/// Bytes from the kernel's generator (getrandom). Throws ErrorKind::internal if the kernel has none.
std::string random_bytes(std::size_t count);

}  // namespace oauthctl
