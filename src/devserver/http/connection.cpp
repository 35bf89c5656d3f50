#include "devserver/http/connection.h"

#include <openssl/err.h>
#include <sys/socket.h>
#include <sys/time.h>

#include "base/file.h"

namespace oauthctl::devserver {

Connection::Connection(FileDescriptor socket) : socket_(std::move(socket)) {
  wait_at_most(5);
}

Connection::~Connection() {
  // OpenSSL keeps errors for the thread, and the next connection in it must not find ours.
  if (tls_) ERR_clear_error();
}

void Connection::wait_at_most(int seconds) {
  const timeval patience{seconds, 0};
  ::setsockopt(socket_.get(), SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  ::setsockopt(socket_.get(), SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
}

bool Connection::start_tls(SSL_CTX& context) {
  tls_.reset(SSL_new(&context));
  return tls_ && SSL_set_fd(tls_.get(), socket_.get()) == 1 && SSL_accept(tls_.get()) == 1;
}

ssize_t Connection::read(char* bytes, std::size_t size) {
  if (tls_) return SSL_read(tls_.get(), bytes, static_cast<int>(size));
  return uninterrupted([&] { return ::recv(socket_.get(), bytes, size, 0); });
}

ssize_t Connection::write(const char* bytes, std::size_t size) {
  if (tls_) return SSL_write(tls_.get(), bytes, static_cast<int>(size));
  return uninterrupted([&] { return ::send(socket_.get(), bytes, size, MSG_NOSIGNAL); });
}

void Connection::finish() {
  if (tls_) SSL_shutdown(tls_.get());
  ::shutdown(socket_.get(), SHUT_WR);
  wait_at_most(1);
  char dropped[4096];
  for (int pieces = 0; pieces < 64; ++pieces) {
    if (::recv(socket_.get(), dropped, sizeof dropped, 0) <= 0) return;
  }
}

}  // namespace oauthctl::devserver
