#include "devserver/option_table.h"

#include <charconv>
#include <initializer_list>
#include <utility>

#include "base/duration.h"
#include "base/nearest.h"
#include "base/text.h"
#include "base/url.h"
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

template <typename Choice>
Choice read_choice(const std::string& option, const char* example, Value text,
                   std::initializer_list<std::pair<std::string_view, Choice>> choices) {
  std::vector<std::string_view> known;
  for (const auto& [word, choice] : choices) {
    if (text == word) return choice;
    known.push_back(word);
  }
  throw Error(ErrorKind::usage, option + ": unknown value '" + printable(text, 60) + "'; expected " + one_of(known),
              "oauthctl dev-server " + option + ' ' + example);
}

RegistrationPolicy read_policy(Value text) {
  return read_choice<RegistrationPolicy>("--registration", "open", text,
                                         {{"open", RegistrationPolicy::open},
                                          {"strict", RegistrationPolicy::strict},
                                          {"refused", RegistrationPolicy::refused},
                                          {"none", RegistrationPolicy::none}});
}

ResourceParameter read_resource_parameter(Value text) {
  return read_choice<ResourceParameter>("--resource-parameter", "entra", text,
                                        {{"obeyed", ResourceParameter::obeyed},
                                         {"invalid_target", ResourceParameter::invalid_target},
                                         {"entra", ResourceParameter::entra}});
}

std::string read_issuer_path(Value text) {
  const auto url = Url::parse("http://127.0.0.1" + text);
  if (text.starts_with('/') && !text.ends_with('/') && url && url->path == text) return text;
  throw Error(ErrorKind::usage, "--issuer-path: '" + printable(text, 60) + "' is not a path such as /tenant",
              "oauthctl dev-server --issuer-path /tenant");
}

MetadataAddress read_metadata_address(Value text) {
  return read_choice<MetadataAddress>("--metadata-address", "all", text,
                                      {{"all", MetadataAddress::all},
                                       {"oauth", MetadataAddress::oauth},
                                       {"openid", MetadataAddress::openid},
                                       {"appended", MetadataAddress::appended}});
}

void ignore(Options&, Value) {}

constexpr const char* server = "Server";
constexpr const char* files = "Files to write";
constexpr const char* tokens = "Tokens and requests";
constexpr const char* clients = "Clients";
constexpr const char* resources = "Resources";
constexpr const char* output = "Output";

const Option table[] = {
    {"port", '\0', "N", server, "port on 127.0.0.1 and ::1; 0 takes any free one (default 8910)",
     [](Options& o, Value v) { o.port = read_port(v); }},
    {"issuer-path", '\0', "PATH", server, "a path in the issuer, such as /tenant (default: none)",
     [](Options& o, Value v) { o.issuer_path = read_issuer_path(v); }},
    {"metadata-address", '\0', "WORD", server,
     "with --issuer-path, serve the metadata at one address only: oauth, openid or appended (default: all)",
     [](Options& o, Value v) { o.metadata_address = read_metadata_address(v); }},
    {"db", '\0', "FILE", server, "keep users, clients, tokens and keys in this file (default: in memory)",
     [](Options& o, Value v) { o.db = v; }},
    {"user", '\0', "NAME:PASSWORD", server, "somebody who can sign in; may be repeated (default alice:wonderland)",
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
     "let tests plant faults: such a request must send the header in this file (`curl -H @FILE`)",
     [](Options& o, Value v) { o.faults_header_file = v; }},
    {"initial-access-token-file", '\0', "FILE", files, "require a token to register clients, and write it to this file",
     [](Options& o, Value v) { o.initial_access_token_file = v; }},
    {"access-token-ttl", '\0', "DURATION", tokens, "how long an access token lasts, such as 90s or 5m (default 1h)",
     [](Options& o, Value v) { o.access_token_ttl = parse_duration(v, "--access-token-ttl"); }},
    {"key-lifetime", '\0', "DURATION", tokens, "replace signing keys that are older (default: never)",
     [](Options& o, Value v) { o.key_lifetime = parse_duration(v, "--key-lifetime"); }},
    {"no-rotation", '\0', nullptr, tokens, "let a refresh token be used more than once",
     [](Options& o, Value) { o.rotate_refresh_tokens = false; }},
    {"dpop-nonces", '\0', nullptr, tokens, "demand a nonce of this server in each DPoP proof",
     [](Options& o, Value) { o.dpop_nonces = true; }},
    {"exact-redirect-uris", '\0', nullptr, tokens, "compare the port of a loopback redirect URI too",
     [](Options& o, Value) { o.exact_redirect_uris = true; }},
    {"resource-parameter", '\0', "WORD", tokens,
     "what to do with `resource`: obeyed (default), invalid_target (refuse it with that error) or entra (refuse it as "
     "Entra does: AADSTS9010010)",
     [](Options& o, Value v) { o.resource_parameter = read_resource_parameter(v); }},
    {"no-offline-access", '\0', nullptr, tokens, "refuse the scope offline_access, and do not list it",
     [](Options& o, Value) { o.offline_access = false; }},
    {"pkce-methods", '\0', "LIST", tokens,
     "the PKCE methods that the metadata lists, or none (default S256); S256 always works",
     [](Options& o, Value v) { o.pkce_methods = v == "none" ? std::vector<std::string>{} : words(v); }},
    {"require-pushed-authorization-requests", '\0', nullptr, tokens,
     "refuse authorization requests that were not pushed (PAR)",
     [](Options& o, Value) { o.require_pushed_authorization_requests = true; }},
    {"registration", '\0', "WORD", clients,
     "open (default), strict (loopback needs application_type native), refused (registration answers 403) or none "
     "(without that endpoint)",
     [](Options& o, Value v) { o.registration = read_policy(v); }},
    {"client-secret-ttl", '\0', "DURATION", clients,
     "how long the secret of a registered client lasts; PUT to its registration renews it (default: for ever)",
     [](Options& o, Value v) { o.client_secret_ttl = parse_duration(v, "--client-secret-ttl"); }},
    {"no-client-metadata-documents", '\0', nullptr, clients, "refuse client ids that are the URL of a document",
     [](Options& o, Value) { o.client_metadata_documents = false; }},
    {"no-resource-metadata", '\0', nullptr, resources, "answer 404 where the metadata of /mcp would be",
     [](Options& o, Value) { o.resource_metadata = false; }},
    {"second-server", '\0', nullptr, resources,
     "run another authorization server, for two of the misbehaving resources below /traps: swapped-server and "
     "two-servers",
     [](Options& o, Value) { o.second_server = true; }},
    {"verbose", 'v', nullptr, output, "log one line per request", [](Options& o, Value) { o.verbose = true; }},
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
