#include "devserver/listener.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include <cstdint>
#include <functional>
#include <system_error>
#include <thread>
#include <utility>

#include "devserver/router.h"
#include "devserver/tls/tls_context.h"
#include "oauthctl/error.h"

namespace oauthctl::devserver {
namespace {

constexpr int backlog = 1024;
constexpr std::size_t largest_body = 65'536;

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

/// Empty when the port is taken. Zero asks for any free one.
FileDescriptor listening_socket(int family, int port) {
  FileDescriptor fd(::socket(family, SOCK_STREAM | SOCK_CLOEXEC, 0));
  const int yes = 1;
  ::setsockopt(fd.get(), SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  // Inherited by the accepted connections: an answer leaves in two writes, and would wait for the peer between them.
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

/// A thread a connection: the library holds one for as long as a connection is open, and in a pool, the idle ones of a
/// browser or of 200 clients would keep everybody else waiting.
class ThreadPerConnection : public httplib::TaskQueue {
 public:
  /// void until cpp-httplib 0.15, then bool: whether the connection is served.
  using Served = decltype(std::declval<httplib::TaskQueue&>().enqueue({}));

  Served enqueue(std::function<void()> serve) override {
    try {
      std::thread(serve).detach();
    } catch (const std::system_error&) {
      serve();  // no more threads to be had: no further connection is accepted until this one is done
    }
    return static_cast<Served>(true);
  }
  void shutdown() override {}
};

/// The library's server on a socket that is ours: its own way to make one sets SO_REUSEPORT, so that a second server
/// would quietly take half of the connections, and a backlog of 5, so that the sixth client at once waits a second.
template <class Library>
class OnOurSocket : public Library {
 public:
  template <class... Arguments>
  explicit OnOurSocket(const FileDescriptor& socket, Arguments&&... arguments)
      : Library(std::forward<Arguments>(arguments)...) {
    this->svr_sock_ = socket.get();
  }
};

std::unique_ptr<httplib::Server> http_server(const FileDescriptor& socket, const AuthorizationServer& server) {
  if (!server.authority) return std::make_unique<OnOurSocket<httplib::Server>>(socket);
  return std::make_unique<OnOurSocket<httplib::SSLServer>>(socket, [&server](SSL_CTX& context) {
    set_up_tls(context, make_server_certificate(*server.authority, server.now()), *server.authority);
    return true;
  });
}

/// Answers in threads that end with the process, as does what is returned.
std::unique_ptr<httplib::Server> answer_on(const FileDescriptor& socket, AuthorizationServer& server) {
  auto http = http_server(socket, server);
  http->new_task_queue = [] { return new ThreadPerConnection; };
  http->set_payload_max_length(largest_body);
  // One request a connection. The library answers some requests without reading their bodies, and would take such a
  // body for the next request: a page in the user's browser could write whatever request it likes into one.
  http->set_keep_alive_max_count(1);
  connect_endpoints(*http, server);
  std::thread([&http = *http] { http.listen_after_bind(); }).detach();
  return http;
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
  throw Error(ErrorKind::unavailable,
              "port " + std::to_string(port) + " cannot be had: another program may listen there",
              "oauthctl dev-server --port 0 takes a free one");
}

void Listener::start(AuthorizationServer& server) {
  v4_ = answer_on(v4_socket_, server);
  if (v6_socket_) v6_ = answer_on(v6_socket_, server);
}

}  // namespace oauthctl::devserver
