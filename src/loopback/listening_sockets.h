#pragma once

#include <string>
#include <system_error>
#include <variant>
#include <vector>

#include "base/file_descriptor.h"

namespace oauthctl {

/// Sockets that listen on one port of several addresses, non-blocking.
struct ListeningSockets {
  int port = 0;
  std::vector<FileDescriptor> sockets;
};

/// Listens on `port` of every one of these numeric addresses, or on none: a port that another program holds on one of
/// them is taken, for the browser would choose between the two. Port zero is any port that is free on all. An address
/// that this machine does not have (no IPv6) is left out as long as there is another one.
std::variant<ListeningSockets, std::error_code> listen_on(const std::vector<std::string>& addresses, int port);

}  // namespace oauthctl
