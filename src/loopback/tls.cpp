#include "loopback/tls.h"

#include <openssl/err.h>
#include <sys/socket.h>

#include <cerrno>

#include "base/file.h"
#include "base/text.h"
#include "oauthctl/error.h"

namespace oauthctl {
namespace {

[[noreturn]] void fail(const std::string& file, const char* what) {
  ERR_clear_error();
  throw Error(ErrorKind::usage, printable(file, 4096) + ": " + what);
}

/// OpenSSL's reason would not say that a file is missing.
void require_readable(const std::string& file) {
  if (open_input(file.c_str())) return;
  throw Error(ErrorKind::usage, printable(file, 4096) + ": cannot be read: " + describe_errno(errno));
}

/// Without this, OpenSSL would ask for the password of a key on the terminal.
int no_password(char*, int, int, void*) {
  return 0;
}

ssize_t outcome(SSL* session, int count, bool& wants_write) {
  if (count > 0) return count;
  const int why = SSL_get_error(session, count);
  ERR_clear_error();
  wants_write = why == SSL_ERROR_WANT_WRITE;
  if (why == SSL_ERROR_ZERO_RETURN) return 0;
  errno = wants_write || why == SSL_ERROR_WANT_READ ? EAGAIN : ECONNRESET;
  return -1;
}

}  // namespace

ServerTls::ServerTls(const TlsFiles& files) : context_(SSL_CTX_new(TLS_server_method())) {
  if (!context_) throw Error(ErrorKind::internal, "OpenSSL cannot begin");
  SSL_CTX* context = context_.get();
  SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
  SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
  SSL_CTX_set_mode(context, SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
  SSL_CTX_set_default_passwd_cb(context, no_password);
  require_readable(files.certificate);
  require_readable(files.key);
  if (SSL_CTX_use_certificate_chain_file(context, files.certificate.c_str()) != 1)
    fail(files.certificate, "is not a certificate in PEM");
  if (SSL_CTX_use_PrivateKey_file(context, files.key.c_str(), SSL_FILETYPE_PEM) != 1 ||
      SSL_CTX_check_private_key(context) != 1)
    fail(files.key, "is not the key of that certificate in PEM, without a password");
}

ServerTls::Session ServerTls::begin(int socket) const {
  Session session(SSL_new(context_.get()));
  if (!session || SSL_set_fd(session.get(), socket) != 1) return nullptr;
  SSL_set_accept_state(session.get());
  return session;
}

ssize_t receive_some(int socket, SSL* session, char* bytes, std::size_t count, bool& wants_write) {
  wants_write = false;
  if (session == nullptr) return recv(socket, bytes, count, 0);
  return outcome(session, SSL_read(session, bytes, static_cast<int>(count)), wants_write);
}

ssize_t send_some(int socket, SSL* session, const char* bytes, std::size_t count, bool& wants_write) {
  wants_write = true;
  if (session == nullptr) return send(socket, bytes, count, MSG_NOSIGNAL);
  return outcome(session, SSL_write(session, bytes, static_cast<int>(count)), wants_write);
}

void end_sending(int socket, SSL* session) {
  if (session != nullptr) SSL_shutdown(session);
  ERR_clear_error();
  shutdown(socket, SHUT_WR);
}

}  // namespace oauthctl
