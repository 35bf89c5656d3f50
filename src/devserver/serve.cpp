#include "devserver/serve.h"

#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <csignal>

#include "base/file.h"
#include "base/interrupt.h"
#include "base/text.h"
#include "devserver/clients/default_client.h"
#include "devserver/http/listener.h"
#include "devserver/log.h"
#include "devserver/own_files.h"
#include "devserver/router.h"

namespace oauthctl::devserver {
namespace {

/// time(2) lags a few milliseconds behind the clock that clients use: a JWT that they just signed would be in the
/// future.
TimePoint system_time() {
  return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
}

std::string issuer_at(const DevServerOptions& options, int port) {
  return (options.tls_ca_file.empty() ? "http" : "https") + std::string("://127.0.0.1:") + std::to_string(port) +
         options.issuer_path;
}

OwnedTlsContext tls_context(const AuthorizationServer& server) {
  if (!server.authority) return nullptr;
  OwnedTlsContext context(SSL_CTX_new(TLS_server_method()));
  if (!context) throw Error(ErrorKind::internal, "OpenSSL cannot make a TLS context");
  set_up_tls(*context, make_server_certificate(*server.authority, server.now()), *server.authority);
  return context;
}

void greet(AuthorizationServer& server) {
  log_line("for development only: " + server.issuer + " answers this machine only");
  std::vector<std::string> usernames;
  for (const Account& account : server.accounts.all()) usernames.push_back(account.username);
  log_line("accounts: " + (server.has_default_account ? "alice, with the password wonderland" : join(usernames, ", ")));
  const std::string& ca_file = server.options.tls_ca_file;
  const std::string trust = ca_file.empty() ? "" : "SSL_CERT_FILE=" + shell_word(ca_file) + ' ';
  if (server.options.client_file.empty()) {
    log_line("--client-file FILE writes a client file for " + std::string(default_client_id));
  } else {
    log_line("sign in with: " + trust + "oauthctl login --secrets " + shell_word(server.options.client_file));
  }
}

/// A second authorization server on a free port, with nothing in common but the TLS authority.
struct SecondServer {
  explicit SecondServer(AuthorizationServer& first)
      : listener(0),
        options(own(first.options)),
        server(options, issuer_at(first.options, listener.port()), first.now) {
    server.authority = first.authority;
    listener.start(application(server), tls_context(server));
    first.second = &server;
  }

  static DevServerOptions own(DevServerOptions options) {
    for (auto file : {&DevServerOptions::db, &DevServerOptions::client_file, &DevServerOptions::service_account_file,
                      &DevServerOptions::tls_ca_file, &DevServerOptions::client_certificate_file,
                      &DevServerOptions::faults_header_file, &DevServerOptions::initial_access_token_file})
      (options.*file).clear();
    return options;
  }

  Listener listener;
  DevServerOptions options;
  AuthorizationServer server;
};

}  // namespace

void serve(const DevServerOptions& options) {
  // Blocked before the first thread starts, so that they arrive only in sigwait below.
  const sigset_t signals = interrupts();
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  std::signal(SIGPIPE, SIG_IGN);  // a client that is gone is an error of one write
  ::umask(077);
  require_own_files(options);
  Listener listener(options.port);
  AuthorizationServer server(options, issuer_at(options, listener.port()), system_time);
  std::optional<SecondServer> second;
  if (options.second_server) second.emplace(server);
  listener.start(application(server), tls_context(server));
  if (!options.quiet) greet(server);
  write_answer(server.issuer + '\n');
  int signal = 0;
  sigwait(&signals, &signal);
  // Requests under way are cut off, but never in the middle of a transaction.
  server.database.freeze();
  ::_exit(0);
}

}  // namespace oauthctl::devserver
