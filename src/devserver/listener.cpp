#include "devserver/listener.h"

#include <netinet/in.h>
#include <sys/socket.h>

#include <functional>
#include <system_error>
#include <thread>

#include "base/file_descriptor.h"
#include "devserver/router.h"
#include "oauthctl/error.h"

namespace oauthctl::devserver {
namespace {

constexpr int backlog = 1024;
constexpr std::size_t largest_body = 64 * 1024;

bool machine_has_v6() {
  const FileDescriptor fd(::socket(AF_INET6, SOCK_STREAM | SOCK_CLOEXEC, 0));
  sockaddr_in6 address = {};
  address.sin6_family = AF_INET6;
  address.sin6_addr = in6addr_loopback;
  return fd && ::bind(fd.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
}

/// Returns the port, or a negative number. Zero asks for any free one.
int bind_to(httplib::Server& http, const char* address, int port) {
  int fd = -1;
  http.set_socket_options([&fd](int socket) {
    // Not the library's SO_REUSEPORT: with it, a second server would quietly take half of the connections.
    const int yes = 1;
    ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    fd = socket;
  });
  const int bound = port == 0 ? http.bind_to_any_port(address) : http.bind_to_port(address, port) ? port : -1;
  http.set_socket_options({});
  // The library's backlog is 5: a sixth connection at once would wait a second for its SYN to be sent again.
  if (bound >= 0) ::listen(fd, backlog);
  return bound;
}

/// A thread a connection: the library holds one for as long as a connection is open, and in a pool, the idle ones of a
/// browser or of 200 clients would keep everybody else waiting.
class ThreadPerConnection : public httplib::TaskQueue {
 public:
  void enqueue(std::function<void()> serve) override {
    try {
      std::thread(serve).detach();
    } catch (const std::system_error&) {
      serve();  // no more threads to be had: no further connection is accepted until this one is done
    }
  }
  void shutdown() override {}
};

void configure(httplib::Server& http) {
  http.new_task_queue = [] { return new ThreadPerConnection; };
  http.set_tcp_nodelay(true);
  http.set_payload_max_length(largest_body);
  http.set_keep_alive_max_count(1000);
}

}  // namespace

Listener::Listener(int port) : has_v6_(machine_has_v6()) {
  configure(v4_);
  configure(v6_);
  port_ = bind_to(v4_, "127.0.0.1", port);
  if (port_ < 0 || (has_v6_ && bind_to(v6_, "::1", port_) < 0)) {
    throw Error(ErrorKind::unavailable,
                "port " + std::to_string(port) + " cannot be had: another program may listen there",
                "oauthctl dev-server --port 0 takes a free one");
  }
}

void Listener::start(AuthorizationServer& server) {
  connect_endpoints(v4_, server);
  std::thread([this] { v4_.listen_after_bind(); }).detach();
  if (!has_v6_) return;
  connect_endpoints(v6_, server);
  std::thread([this] { v6_.listen_after_bind(); }).detach();
}

}  // namespace oauthctl::devserver
