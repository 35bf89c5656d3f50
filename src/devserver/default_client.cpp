#include "devserver/default_client.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <cerrno>

#include "base/file.h"
#include "base/json.h"
#include "devserver/opaque.h"
#include "oauthctl/error.h"

namespace oauthctl::devserver {
namespace {

std::vector<std::string> redirect_uris() {
  return {"http://127.0.0.1/callback", "http://localhost/callback"};
}

std::vector<std::string> grant_types() {
  return {"authorization_code", "refresh_token", "client_credentials", "urn:ietf:params:oauth:grant-type:device_code"};
}

}  // namespace

Secret renew_default_client(Clients& clients, TimePoint now) {
  Secret secret = new_opaque();
  clients.put({default_client_id, hash_of(secret), "oauthctl (development)", redirect_uris(), "", grant_types(), now});
  return secret;
}

void write_client_file(const std::string& file, const std::string& issuer, const Secret& client_secret) {
  const nlohmann::ordered_json client{{"issuer", issuer},
                                      {"client_id", default_client_id},
                                      {"client_secret", client_secret.reveal()},
                                      {"redirect_uris", redirect_uris()}};
  const FileDescriptor fd = open_at(AT_FDCWD, file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW, 0600);
  // A file that was there may have been open to others: it is closed to them before the secret is in it.
  if (!fd || ::fchmod(fd.get(), 0600) != 0 || !write_all(fd.get(), client.dump(2) + '\n')) {
    throw Error(ErrorKind::usage, file + ": the client file cannot be written: " + describe_errno(errno),
                "name a file in a directory that you can write to with --client-file");
  }
}

}  // namespace oauthctl::devserver
