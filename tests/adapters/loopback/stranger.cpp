#include "adapters/loopback/stranger.h"

#include <netdb.h>
#include <poll.h>
#include <sys/socket.h>

#include <array>
#include <memory>
#include <stdexcept>

namespace oauthctl {
namespace {

using Address = std::unique_ptr<addrinfo, decltype(&freeaddrinfo)>;

Address resolved(const std::string& address, int port) {
  addrinfo hints = {};
  hints.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV;
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  if (getaddrinfo(address.c_str(), std::to_string(port).c_str(), &hints, &found) != 0)
    throw std::invalid_argument("not an address: " + address);
  return {found, freeaddrinfo};
}

bool readable(int fd, int milliseconds) {
  pollfd waiting{fd, POLLIN, 0};
  return poll(&waiting, 1, milliseconds) == 1;
}

}  // namespace

Stranger::Stranger(int port, const std::string& address) {
  const Address to = resolved(address, port);
  socket_ = FileDescriptor(socket(to->ai_family, SOCK_STREAM | SOCK_CLOEXEC, 0));
  if (connect(fd(), to->ai_addr, to->ai_addrlen) != 0) socket_.reset();
}

bool Stranger::send(std::string_view bytes) const {
  while (!bytes.empty()) {
    const auto sent = ::send(fd(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

std::string Stranger::read_all() const {
  std::string out;
  std::array<char, 4096> buffer = {};
  while (readable(fd(), 5000)) {
    const auto count = recv(fd(), buffer.data(), buffer.size(), 0);
    if (count <= 0) return count == 0 ? out : out + "[reset]";
    out.append(buffer.data(), static_cast<std::size_t>(count));
  }
  return out + "[still open]";
}

bool Stranger::hears_within(int milliseconds) const {
  return readable(fd(), milliseconds);
}

bool Stranger::closed_within(int milliseconds) const {
  char byte = 0;
  return readable(fd(), milliseconds) && recv(fd(), &byte, 1, 0) <= 0;
}

void Stranger::abort() {
  shutdown(fd(), SHUT_WR);
  const linger at_once{1, 0};
  setsockopt(fd(), SOL_SOCKET, SO_LINGER, &at_once, sizeof(at_once));
  hang_up();
}

std::string get_request(const std::string& target, const std::string& host) {
  return "GET " + target + " HTTP/1.1\r\nHost: " + host + "\r\nAccept: */*\r\n\r\n";
}

std::string post_request(const std::string& target, const std::string& host, const std::string& body,
                         const std::string& fields) {
  return "POST " + target + " HTTP/1.1\r\nHost: " + host + "\r\n" + fields +
         "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

bool can_share_port(const std::string& address, int port) {
  const Address at = resolved(address, port);
  const FileDescriptor thief(socket(at->ai_family, SOCK_STREAM | SOCK_CLOEXEC, 0));
  const int on = 1;
  setsockopt(thief.get(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
  setsockopt(thief.get(), SOL_SOCKET, SO_REUSEPORT, &on, sizeof(on));
  return bind(thief.get(), at->ai_addr, at->ai_addrlen) == 0 && listen(thief.get(), 1) == 0;
}

void close_first(const FileDescriptor& listening, Stranger& stranger) {
  readable(listening.get(), 5000);
  FileDescriptor(accept4(listening.get(), nullptr, nullptr, SOCK_CLOEXEC)).reset();
  stranger.read_all();
  stranger.hang_up();
}

}  // namespace oauthctl
