#include "support/scripted_server.h"

#include <arpa/inet.h>
#include <openssl/pem.h>
#include <sys/socket.h>

#include <csignal>
#include <stdexcept>

namespace oauthctl::testing {
namespace {

FileDescriptor listen_on_loopback(int& port) {
  FileDescriptor listener(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  auto* const raw = reinterpret_cast<sockaddr*>(&address);
  if (bind(listener.get(), raw, size) != 0 || listen(listener.get(), 16) != 0 ||
      getsockname(listener.get(), raw, &size) != 0) {
    throw std::runtime_error("no port for a test's server");
  }
  port = ntohs(address.sin_port);
  return listener;
}

void require_certificate(SSL_CTX* context, const std::string& authority) {
  BIO* const text = BIO_new_mem_buf(authority.data(), -1);
  X509* const parsed = PEM_read_bio_X509(text, nullptr, nullptr, nullptr);
  X509_STORE_add_cert(SSL_CTX_get_cert_store(context), parsed);
  SSL_CTX_set_verify(context, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, nullptr);
  X509_free(parsed);
  BIO_free(text);
}

SSL_CTX* new_context(const ServerTls& tls) {
  SSL_CTX* const context = SSL_CTX_new(TLS_server_method());
  // Level 0 is what an outdated server has: TLS 1.1 signs with SHA-1.
  SSL_CTX_set_cipher_list(context, "DEFAULT@SECLEVEL=0");
  SSL_CTX_set_min_proto_version(context, TLS1_VERSION);
  SSL_CTX_set_max_proto_version(context, tls.newest_version);
  BIO* const certificate = BIO_new_mem_buf(tls.identity.certificate.data(), -1);
  X509* const parsed = PEM_read_bio_X509(certificate, nullptr, nullptr, nullptr);
  BIO* const key = BIO_new_mem_buf(tls.identity.key.data(), -1);
  EVP_PKEY* const parsed_key = PEM_read_bio_PrivateKey(key, nullptr, nullptr, nullptr);
  SSL_CTX_use_certificate(context, parsed);
  SSL_CTX_use_PrivateKey(context, parsed_key);
  if (!tls.client_authority.empty()) require_certificate(context, tls.client_authority);
  X509_free(parsed);
  EVP_PKEY_free(parsed_key);
  BIO_free(certificate);
  BIO_free(key);
  return context;
}

/// TLS writes to a socket whose peer has gone must fail, not kill.
void block_sigpipe() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGPIPE);
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
}

}  // namespace

Script reply(std::string bytes) {
  return [bytes = std::move(bytes)](Connection& connection) { connection.send(bytes); };
}

Script reply_and_hold(std::string bytes) {
  return [bytes = std::move(bytes)](Connection& connection) {
    connection.send(bytes);
    connection.hold();
  };
}

Script reply_for_ever(std::string head, std::string piece, std::chrono::milliseconds pause) {
  return [head = std::move(head), piece = std::move(piece), pause](Connection& connection) {
    connection.send(head);
    while (connection.send(piece) && connection.pause(pause)) {
    }
  };
}

std::string http_answer(const std::string& status, const std::string& fields, const std::string& body) {
  return "HTTP/1.1 " + status + "\r\n" + fields + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

ScriptedServer::ScriptedServer(std::vector<Script> scripts, std::optional<ServerTls> tls)
    : scripts_(std::move(scripts)),
      tls_(tls ? new_context(*tls) : nullptr, SSL_CTX_free),
      listener_(listen_on_loopback(port_)),
      thread_([this] { run(); }) {}

ScriptedServer::~ScriptedServer() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    shutdown(listener_.get(), SHUT_RDWR);
    if (serving_ >= 0) shutdown(serving_, SHUT_RDWR);
  }
  thread_.join();
}

std::string ScriptedServer::url(std::string_view path) const {
  return (tls_ ? "https://127.0.0.1:" : "http://127.0.0.1:") + std::to_string(port_) + std::string(path);
}

std::vector<std::string> ScriptedServer::received() const {
  const std::lock_guard lock(mutex_);
  return received_;
}

void ScriptedServer::wait_for(std::size_t requests) {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return received_.size() >= requests; });
}

void ScriptedServer::run() {
  block_sigpipe();
  while (true) {
    FileDescriptor socket(accept4(listener_.get(), nullptr, nullptr, SOCK_CLOEXEC));
    {
      const std::lock_guard lock(mutex_);
      if (stopping_) return;
      serving_ = socket.get();
    }
    Connection connection(std::move(socket), tls_.get());
    serve(connection);
    const std::lock_guard lock(mutex_);
    serving_ = -1;
  }
}

void ScriptedServer::serve(Connection& connection) {
  std::string request = connection.read_request();
  std::size_t index = 0;
  {
    const std::lock_guard lock(mutex_);
    index = std::min(received_.size(), scripts_.size() - 1);
    received_.push_back(std::move(request));
    changed_.notify_all();
  }
  scripts_[index](connection);
}

}  // namespace oauthctl::testing
