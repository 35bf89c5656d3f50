#include "devserver/option_table.h"

#include <charconv>

#include "base/duration.h"
#include "base/text.h"
#include "oauthctl/error.h"

namespace oauthctl::devserver {
namespace {

using Options = DevServerOptions;
using Value = const std::string&;

int read_port(Value text) {
  int port = -1;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), port);
  if (failed == std::errc{} && end == text.data() + text.size() && port >= 0 && port <= 65535) return port;
  throw Error(ErrorKind::usage, "--port: '" + printable(text, 60) + "' is not a port; expected 0 to 65535",
              "oauthctl dev-server --port 0");
}

NewAccount read_user(Value text) {
  const auto colon = text.find(':');
  NewAccount account{text.substr(0, colon), Secret(colon == std::string::npos ? "" : text.substr(colon + 1))};
  if (is_visible_ascii(account.username) && !account.username.empty() && !account.password.empty()) return account;
  // The text may be a password alone, so it is not repeated.
  throw Error(ErrorKind::usage, "--user: the value is not NAME:PASSWORD",
              "oauthctl dev-server --user alice:wonderland");
}

void ignore(Options&, Value) {}

constexpr const char* server = "Server";
constexpr const char* files = "Files to write";
constexpr const char* tokens = "Tokens and requests";
constexpr const char* output = "Output";

const Option table[] = {
    {"port", '\0', "N", server, "port on 127.0.0.1 and ::1; 0 takes any free one (default 8910)",
     [](Options& o, Value v) { o.port = read_port(v); }},
    {"db", '\0', "FILE", server, "keep users, clients, tokens and keys in this file (default: in memory)",
     [](Options& o, Value v) { o.db = v; }},
    {"user", '\0', "NAME:PASSWORD", server, "somebody who can sign in; repeatable (default alice:wonderland)",
     [](Options& o, Value v) { o.users.push_back(read_user(v)); }},
    {"auto-approve", '\0', nullptr, server, "show no pages: sign in the first user and approve",
     [](Options& o, Value) { o.auto_approve = true; }},
    {"client-file", '\0', "FILE", files, "a client file for `oauthctl login --secrets FILE`",
     [](Options& o, Value v) { o.client_file = v; }},
    {"service-account-file", '\0', "FILE", files, "a service account, in Google's form",
     [](Options& o, Value v) { o.service_account_file = v; }},
    {"tls-ca-file", '\0', "FILE", files, "speak https, and write the certificate that clients must trust",
     [](Options& o, Value v) { o.tls_ca_file = v; }},
    {"client-certificate-file", '\0', "FILE", files,
     "with --tls-ca-file: a certificate and its key, with which the client authenticates instead of a secret",
     [](Options& o, Value v) { o.client_certificate_file = v; }},
    {"faults-header-file", '\0', "FILE", files,
     "let tests plant faults with `curl -H @FILE`, which must send what is in it",
     [](Options& o, Value v) { o.faults_header_file = v; }},
    {"access-token-ttl", '\0', "DURATION", tokens, "how long an access token lasts, such as 90s or 5m (default 1h)",
     [](Options& o, Value v) { o.access_token_ttl = parse_duration(v, "--access-token-ttl"); }},
    {"key-lifetime", '\0', "DURATION", tokens, "replace signing keys that are older (default: never)",
     [](Options& o, Value v) { o.key_lifetime = parse_duration(v, "--key-lifetime"); }},
    {"no-rotation", '\0', nullptr, tokens, "let a refresh token be used more than once",
     [](Options& o, Value) { o.rotate_refresh_tokens = false; }},
    {"dpop-nonces", '\0', nullptr, tokens, "demand a nonce of this server in each DPoP proof",
     [](Options& o, Value) { o.dpop_nonces = true; }},
    {"require-pushed-authorization-requests", '\0', nullptr, tokens,
     "refuse authorization requests that were not pushed (PAR)",
     [](Options& o, Value) { o.require_pushed_authorization_requests = true; }},
    {"verbose", 'v', nullptr, output, "log one line a request", [](Options& o, Value) { o.verbose = true; }},
    {"quiet", 'q', nullptr, output, "log errors only", [](Options& o, Value) { o.quiet = true; }},
    {"help", 'h', nullptr, output, "print this help and exit", nullptr},
    // They may come with an alias of the command.
    {"profile", 'p', "NAME", nullptr, "", ignore},
    {"home", '\0', "DIR", nullptr, "", ignore},
    {"store", '\0', "URL", nullptr, "", ignore},
    {"color", '\0', "WHEN", nullptr, "", ignore},
    {"json", '\0', nullptr, nullptr, "", ignore},
};

}  // namespace

std::span<const Option> option_table() {
  return table;
}

}  // namespace oauthctl::devserver
