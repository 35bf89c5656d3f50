#include "support/connection.h"

#include <poll.h>
#include <sys/socket.h>

#include <array>
#include <cstdlib>

namespace oauthctl::testing {

Connection::Connection(FileDescriptor socket, SSL_CTX* context) : socket_(std::move(socket)), tls_(nullptr, SSL_free) {
  if (context == nullptr) return;
  tls_.reset(SSL_new(context));
  SSL_set_fd(tls_.get(), socket_.get());
  if (SSL_accept(tls_.get()) != 1) shutdown(socket_.get(), SHUT_RDWR);
}

std::string Connection::read_request() {
  std::string request;
  std::size_t wanted = std::string::npos;
  while (request.size() < wanted) {
    const std::string piece = read_some();
    if (piece.empty()) break;
    request += piece;
    const auto end = request.find("\r\n\r\n");
    if (end == std::string::npos) continue;
    const auto length = request.find("Content-Length: ");
    wanted = end + 4;
    if (length < end) wanted += std::strtoul(request.c_str() + length + 16, nullptr, 10);
  }
  return request;
}

std::string Connection::read_some() {
  std::array<char, 16384> buffer{};
  const auto got = tls_ ? SSL_read(tls_.get(), buffer.data(), static_cast<int>(buffer.size()))
                        : recv(socket_.get(), buffer.data(), buffer.size(), 0);
  return got > 0 ? std::string(buffer.data(), static_cast<std::size_t>(got)) : std::string{};
}

bool Connection::send(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto sent = tls_ ? SSL_write(tls_.get(), bytes.data(), static_cast<int>(bytes.size()))
                           : ::send(socket_.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

bool Connection::pause(std::chrono::milliseconds time) const {
  pollfd peer{socket_.get(), POLLRDHUP, 0};
  return poll(&peer, 1, static_cast<int>(time.count())) == 0;
}

void Connection::hold() {
  while (!read_some().empty()) {
  }
}

void Connection::end_by_reset() {
  const linger at_once{1, 0};
  setsockopt(socket_.get(), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
}

}  // namespace oauthctl::testing
