#include "commands/client/registered_client.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <nlohmann/json.hpp>

#include "base/file.h"
#include "base/file_descriptor.h"
#include "base/folder.h"
#include "base/json.h"
#include "base/text.h"
#include "base/url.h"
#include "commands/files/input.h"
#include "config/client_file.h"
#include "config/client_file_reader.h"
#include "jose/fingerprint.h"
#include "model/client_json.h"
#include "session/register.h"
#include "store/file/file_lock.h"
#include "store/new_file.h"

namespace oauthctl::cli {
namespace {

using namespace std::chrono_literals;

/// A client whose secret has expired and cannot be renewed keeps its file, because profiles may name it.
constexpr int most_clients = 9;

/// The host is for people; the rest tells issuers on one host apart.
std::string path_of(const std::string& issuer, int number, const CommandContext& context) {
  std::string host = host_of(issuer);
  std::erase_if(host, [](char c) { return !is_alphanumeric(c) && c != '.' && c != '-'; });
  const std::string ending = number == 1 ? "" : '-' + std::to_string(number);
  return clients_folder(context.paths) + '/' + host + '-' + file_name_of(issuer).substr(0, 16) + ending + ".json";
}

/// An empty file belongs to a registration that is under way or was cut off.
bool holds_client(const std::string& path) {
  struct stat status = {};
  return ::lstat(path.c_str(), &status) == 0 && status.st_size > 0;
}

struct RegisteredFile {
  std::string issuer;
  std::optional<TimePoint> secret_ends;
};

RegisteredFile read_registered_file(const std::string& path) {
  const Secret text(read_file(path));
  const JsonObject file = JsonObject::parse(text.reveal(), printable(path, 4096), ErrorKind::usage);
  return {file.shown("issuer"), read_client_members(file).client_secret_expires_at};
}

/// One for each server, because not every server says by `iss` who answered: a code that another one has sent to us
/// does not arrive (RFC 9700 §4.4.2.2).
std::string redirect_uri_at(const std::string& issuer) {
  return "http://127.0.0.1/callback/" + file_name_of(issuer).substr(0, 16);
}

/// A server may add a port, but the path stays ours.
void keep_redirect_uri(RegisteredClient& client, const std::string& ours) {
  nlohmann::json document = nlohmann::json::parse(client.document.reveal());
  const std::string path = Url::parse(ours)->path;
  std::vector<std::string> kept;
  for (const std::string& uri : JsonObject(document, "the registration", ErrorKind::protocol).list("redirect_uris")) {
    const auto url = Url::parse(uri);
    if (url && url->is_loopback() && url->path == path) kept.push_back(uri);
  }
  document["redirect_uris"] = kept.empty() ? std::vector<std::string>{ours} : kept;
  client.document = Secret(to_text(document));
}

RegisteredClient register_at(const ServerMetadata& server, const CommandContext& context) {
  const std::string redirect_uri = redirect_uri_at(server.issuer);
  RegisteredClient client = register_client(server, {{}, {redirect_uri}}, {}, context.services);
  keep_redirect_uri(client, redirect_uri);
  context.terminal.info("registered with " + printable(server.issuer, 100) + " as " + printable(client.client_id, 100));
  return client;
}

void register_into(const std::string& path, const ServerMetadata& server, const CommandContext& context) {
  NewFile file(path);
  file.commit(client_file_of(register_at(server, context), server.issuer, {}).reveal());
  context.terminal.step("the client is kept in " + printable(path, 4096));
}

/// Two logins at once must not register two clients.
FileLock locked(const std::string& folder) {
  const FileDescriptor directory = open_at(AT_FDCWD, folder.c_str(), O_RDONLY | O_DIRECTORY);
  if (!directory) throw Error(ErrorKind::unavailable, printable(folder, 4096) + ": " + describe_errno(errno));
  FileLock lock(directory.get(), ".lock", folder + "/.lock");
  if (!lock.acquire(1min))
    throw Error(ErrorKind::unavailable, "another login is registering a client in " + printable(folder, 4096),
                "try again in a moment");
  return lock;
}

}  // namespace

std::string clients_folder(const Paths& paths) {
  return parent_of(paths.client_file) + "/clients";
}

std::string make_clients_folder(const Paths& paths) {
  std::string folder = clients_folder(paths);
  if (const std::string failed = make_folders(folder); !failed.empty())
    throw Error(ErrorKind::unavailable,
                "the folder " + printable(failed, 4096) + " cannot be created: " + describe_errno(errno));
  return folder;
}

bool is_registered_at(const std::string& issuer, const CommandContext& context) {
  return !context.paths.client_file.empty() && holds_client(path_of(issuer, 1, context));
}

std::string registered_client(const ServerMetadata& server, const CommandContext& context) {
  const FileLock lock = locked(make_clients_folder(context.paths));
  for (int number = 1; number <= most_clients; ++number) {
    std::string path = find_client_file(path_of(server.issuer, number, context), working_folder(), context.paths);
    if (!holds_client(path)) {
      ::unlink(path.c_str());  // what was cut off; nobody else registers now
      register_into(path, server, context);
      return path;
    }
    const auto [issuer, secret_ends] = read_registered_file(path);
    if (issuer != server.issuer)
      throw Error(ErrorKind::usage,
                  printable(path, 4096) + ": is a client of " + printable(issuer, 100) + ", but is named after " +
                      printable(server.issuer, 100),
                  "move that file away");
    if (!ends_soon(secret_ends, context.services.clock()) || renew_client_secret(path, context.services)) return path;
  }
  throw Error(ErrorKind::usage,
              "the secrets of " + std::to_string(most_clients) + " clients at " + printable(server.issuer, 100) +
                  " have expired or are about to",
              "delete those that no profile uses from " + printable(clients_folder(context.paths), 4096));
}

ClientFile unkept_client(const ServerMetadata& server, const CommandContext& context) {
  const Secret text = client_file_of(register_at(server, context), server.issuer, {});
  return parse_client_file(text.reveal(), "the registration", context.providers);
}

}  // namespace oauthctl::cli
