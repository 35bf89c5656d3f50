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

/// Listens on `port` of every one of these numeric addresses, or on none. A port that another program holds on one
/// address counts as taken, because the browser could reach that program. Port zero means any port that is free on all.
/// An address that this machine does not have (no IPv6) is skipped if there is another one.
std::variant<ListeningSockets, std::error_code> listen_on(const std::vector<std::string>& addresses, int port);

}  // namespace oauthctl
