#include "loopback/listening_sockets.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <cerrno>
#include <cstdint>

namespace oauthctl {
namespace {

using Listening = std::variant<ListeningSockets, std::error_code>;

struct Address {
  sockaddr_storage storage = {};
  socklen_t size = 0;

  const sockaddr* get() const { return reinterpret_cast<const sockaddr*>(&storage); }
};

Address numeric_address(const std::string& host, int port) {
  Address address;
  const auto network_port = htons(static_cast<std::uint16_t>(port));
  auto* v6 = reinterpret_cast<sockaddr_in6*>(&address.storage);
  if (inet_pton(AF_INET6, host.c_str(), &v6->sin6_addr) == 1) {
    v6->sin6_family = AF_INET6;
    v6->sin6_port = network_port;
    address.size = sizeof(sockaddr_in6);
    return address;
  }
  address.storage = {};
  auto* v4 = reinterpret_cast<sockaddr_in*>(&address.storage);
  v4->sin_family = AF_INET;
  v4->sin_port = network_port;
  inet_pton(AF_INET, host.c_str(), &v4->sin_addr);
  address.size = sizeof(sockaddr_in);
  return address;
}

int port_of(const FileDescriptor& socket) {
  sockaddr_storage storage = {};
  socklen_t size = sizeof(storage);
  getsockname(socket.get(), reinterpret_cast<sockaddr*>(&storage), &size);
  const auto port = storage.ss_family == AF_INET6 ? reinterpret_cast<sockaddr_in6*>(&storage)->sin6_port
                                                  : reinterpret_cast<sockaddr_in*>(&storage)->sin_port;
  return ntohs(port);
}

/// Nothing, with errno set, if it fails.
FileDescriptor listen_at(const std::string& host, int port) {
  const Address address = numeric_address(host, port);
  FileDescriptor made(socket(address.storage.ss_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
  if (!made) return {};
  const int on = 1;
  // A second sign-in soon after the first must not wait for old connections to time out. Unlike SO_REUSEPORT, this
  // never shares the port with another listener.
  if (port != 0) setsockopt(made.get(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
  if (bind(made.get(), address.get(), address.size) != 0 || listen(made.get(), SOMAXCONN) != 0) return {};
  return made;
}

bool says_no_such_address(std::error_code error) {
  return error == std::errc::address_family_not_supported || error == std::errc::address_not_available;
}

Listening listen_once(const std::vector<std::string>& addresses, int port) {
  ListeningSockets listening{port, {}};
  std::error_code missing;
  for (const auto& address : addresses) {
    FileDescriptor socket = listen_at(address, listening.port);
    const std::error_code error(socket ? 0 : errno, std::generic_category());
    if (says_no_such_address(error)) {
      missing = error;
      continue;
    }
    if (error) return error;
    listening.port = port_of(socket);
    listening.sockets.push_back(std::move(socket));
  }
  if (listening.sockets.empty()) return missing;
  return listening;
}

}  // namespace

Listening listen_on(const std::vector<std::string>& addresses, int port) {
  // A port that is free on the first address may be taken on the second. Then another port is tried.
  int attempts = port == 0 ? 100 : 1;
  while (true) {
    Listening listening = listen_once(addresses, port);
    const auto* error = std::get_if<std::error_code>(&listening);
    if (error == nullptr || *error != std::errc::address_in_use || --attempts == 0) return listening;
  }
}

}  // namespace oauthctl
