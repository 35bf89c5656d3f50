#pragma once

#include <string>

namespace oauthctl {

/// Bytes from the kernel's generator (getrandom). Throws ErrorKind::internal when there are none to be had.
std::string random_bytes(std::size_t count);

}  // namespace oauthctl
