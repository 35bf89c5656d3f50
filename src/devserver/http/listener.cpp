#include "devserver/http/listener.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include <chrono>
#include <cstdint>
#include <functional>
#include <system_error>
#include <thread>

#include "oauthctl/error.h"

namespace oauthctl::devserver {
namespace {

constexpr int backlog = 1024;

bool bind_to_loopback(const FileDescriptor& socket, int family, int port) {
  const auto port_in_order = htons(static_cast<std::uint16_t>(port));
  if (family == AF_INET) {
    sockaddr_in address = {};
    address.sin_family = AF_INET;
    address.sin_port = port_in_order;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return ::bind(socket.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
  }
  sockaddr_in6 address = {};
  address.sin6_family = AF_INET6;
  address.sin6_port = port_in_order;
  address.sin6_addr = in6addr_loopback;
  return ::bind(socket.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
}

/// Empty: the port is in use. Zero asks for any free one.
FileDescriptor listening_socket(int family, int port) {
  FileDescriptor fd(::socket(family, SOCK_STREAM | SOCK_CLOEXEC, 0));
  const int yes = 1;
  ::setsockopt(fd.get(), SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  // Accepted connections inherit it: an answer is sent in two writes, and the second would wait for the peer.
  ::setsockopt(fd.get(), IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
  if (!bind_to_loopback(fd, family, port) || ::listen(fd.get(), backlog) != 0) fd.reset();
  return fd;
}

int port_of(const FileDescriptor& v4_socket) {
  sockaddr_in address = {};
  socklen_t size = sizeof address;
  ::getsockname(v4_socket.get(), reinterpret_cast<sockaddr*>(&address), &size);
  return ntohs(address.sin_port);
}

/// Owns the descriptor.
void serve(int accepted, HttpServer& http, SSL_CTX* tls) {
  Connection connection{FileDescriptor(accepted)};
  if (tls == nullptr || connection.start_tls(*tls)) http.serve(connection);
}

/// A thread a connection: in a pool, the idle connections of a browser or of 200 clients would keep everybody else
/// waiting.
void serve_in_a_thread(int accepted, HttpServer& http, SSL_CTX* tls) {
  try {
    std::thread([accepted, &http, tls] { serve(accepted, http, tls); }).detach();
  } catch (const std::system_error&) {
    serve(accepted, http, tls);  // out of threads: no further connection is accepted until this one is done
  }
}

[[noreturn]] void accept_connections(int listening, HttpServer& http, SSL_CTX* tls) {
  for (;;) {
    const int accepted = ::accept4(listening, nullptr, nullptr, SOCK_CLOEXEC);
    if (accepted >= 0) {
      serve_in_a_thread(accepted, http, tls);
    } else {
      std::this_thread::sleep_for(std::chrono::milliseconds(10));  // out of descriptors: some connection will end
    }
  }
}

}  // namespace

Listener::Listener(int port) {
  const bool has_v6 = static_cast<bool>(listening_socket(AF_INET6, 0));
  for (int tries = port == 0 ? 20 : 1; tries > 0; --tries) {
    v4_socket_ = listening_socket(AF_INET, port);
    port_ = port_of(v4_socket_);
    if (v4_socket_ && has_v6) v6_socket_ = listening_socket(AF_INET6, port_);
    if (v4_socket_ && has_v6 == static_cast<bool>(v6_socket_)) return;
  }
  throw Error(ErrorKind::unavailable, "port " + std::to_string(port) + " is in use", "oauthctl dev-server --port 0");
}

void Listener::start(Application application, OwnedTlsContext tls) {
  tls_ = std::move(tls);
  http_ = std::make_unique<HttpServer>(std::move(application), port_);
  for (const FileDescriptor* socket : {&v4_socket_, &v6_socket_}) {
    if (!*socket) continue;
    std::thread(accept_connections, socket->get(), std::ref(*http_), tls_.get()).detach();
  }
}

}  // namespace oauthctl::devserver
