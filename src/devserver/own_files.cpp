#include "devserver/own_files.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <cerrno>
#include <string>

#include "base/file.h"
#include "base/json.h"
#include "base/url.h"
#include "devserver/authorization_server.h"
#include "devserver/clients/default_client.h"
#include "devserver/clients/service_accounts.h"
#include "devserver/tls/certificates.h"
#include "oauthctl/error.h"

namespace oauthctl::devserver {
namespace {

constexpr std::size_t largest_file = 65'536;

bool is_loopback_url(const std::string& text) {
  const auto url = Url::parse(text);
  return url && url->is_loopback();
}

/// A JSON object with this member, made for a server on this machine.
bool is_json_with(const std::string& text, const char* member, const char* value, const char* url_member) {
  try {
    const JsonObject object = JsonObject::parse(text, "", ErrorKind::usage);
    return object.string(member) == value && is_loopback_url(object.string(url_member));
  } catch (const Error&) {
    return false;
  }
}

bool is_own_client(const std::string& text) {
  return is_json_with(text, "client_id", default_client_id, "issuer");
}

bool is_own_service_account(const std::string& text) {
  return is_json_with(text, "client_email", ServiceAccounts::client_email, "token_uri");
}

bool is_one_line(const std::string& text, const char* beginning) {
  return text.starts_with(beginning) && text.find('\n') == text.size() - 1;
}

bool is_own_header(const std::string& text) {
  return is_one_line(text, faults_header);
}

bool is_own_token(const std::string& text) {
  return is_one_line(text, initial_access_token_prefix);
}

/// A file that the server is to write.
struct Written {
  const std::string& file;
  bool (*is_own)(const std::string& text);
  const char* what;
  const char* option;
  const char* other_file;  ///< to propose
};

/// The file's text; nothing: it does not exist. A file that cannot be read counts as somebody else's.
std::optional<std::string> text_of(const std::string& file) {
  const FileDescriptor fd = open_at(AT_FDCWD, file.c_str(), O_RDONLY | O_NOFOLLOW);
  if (!fd) return errno == ENOENT ? std::nullopt : std::optional<std::string>("cannot be read");
  std::string text;
  read_all(fd.get(), largest_file, text);
  return text;
}

void require_own(const Written& written) {
  if (written.file.empty()) return;
  const auto text = text_of(written.file);
  if (!text || text->empty() || written.is_own(*text)) return;
  throw Error(ErrorKind::usage, written.file + " exists and is not " + written.what,
              std::string("oauthctl dev-server ") + written.option + ' ' + written.other_file);
}

}  // namespace

void require_own_files(const DevServerOptions& options) {
  require_own({options.client_file, is_own_client, "a development client", "--client-file", "dev.json"});
  require_own({options.service_account_file, is_own_service_account, "a development service account",
               "--service-account-file", "dev-account.json"});
  require_own(
      {options.tls_ca_file, is_own_certificate, "a development server's certificate", "--tls-ca-file", "dev-ca.pem"});
  require_own({options.client_certificate_file, is_own_certificate, "a development client's certificate",
               "--client-certificate-file", "dev-client.pem"});
  require_own({options.initial_access_token_file, is_own_token, "a token for registration",
               "--initial-access-token-file", "dev-registration"});
  require_own({options.faults_header_file, is_own_header, "a header for faults", "--faults-header-file", "dev-faults"});
}

}  // namespace oauthctl::devserver
