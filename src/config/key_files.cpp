#include "config/key_files.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <cerrno>

#include "base/file.h"
#include "base/text.h"
#include "oauthctl/error.h"

namespace oauthctl {
namespace {

/// A set of several keys has a few kilobytes.
constexpr std::size_t longest_key_file = 1 << 16;

/// A file that a member of the client file names.
struct NamedFile {
  std::string member;  ///< prefixed with the client file, for messages
  std::string path;    ///< absolute

  [[noreturn]] void refuse(const std::string& why) const {
    throw Error(ErrorKind::usage, member + ": " + printable(path, 4096) + ' ' + why);
  }
};

NamedFile named_file(const std::string& source, const char* member, const std::string& path,
                     const std::string& folder) {
  NamedFile file{source + ": \"" + member + '"', path};
  if (!is_utf8(path)) file.refuse("is not valid UTF-8");
  if (path.starts_with('/')) return file;
  if (folder.empty()) file.refuse("must be an absolute path, for standard input is in no folder");
  file.path = folder + '/' + path;
  return file;
}

FileDescriptor open_regular(const NamedFile& file, struct stat& status) {
  FileDescriptor descriptor = open_at(AT_FDCWD, file.path.c_str(), O_RDONLY);
  if (!descriptor || fstat(descriptor.get(), &status) != 0) file.refuse("cannot be read: " + describe_errno(errno));
  if (!S_ISREG(status.st_mode)) file.refuse("is not a regular file");
  return descriptor;
}

/// The warning about a key that others can read; empty if only its owner can.
std::string exposure(const NamedFile& file, const struct stat& status) {
  if ((status.st_mode & (S_IRWXG | S_IRWXO)) == 0) return {};
  const std::string path = printable(file.path, 4096);
  return path + " is open to other users: chmod 600 " + printable(shell_word(file.path), 4096);
}

Secret read_key(const NamedFile& file, std::vector<std::string>& warnings) {
  struct stat status = {};
  const FileDescriptor descriptor = open_regular(file, status);
  std::string text;
  if (!read_all(descriptor.get(), longest_key_file, text)) file.refuse("cannot be read: " + describe_errno(errno));
  Secret key(std::move(text));
  if (key.reveal().size() > longest_key_file) file.refuse("is longer than 64 KiB, which no private key is");
  if (key.empty()) file.refuse("is empty");
  if (const std::string exposed = exposure(file, status); !exposed.empty()) warnings.push_back(exposed);
  return key;
}

/// libcurl reads these itself, when a server asks for them. Checking them here reports a mistake earlier.
void find_tls_files(Client& client, const std::string& folder, const std::string& source,
                    std::vector<std::string>& warnings) {
  std::string& certificate = client.tls_client_certificate_file;
  std::string& key = client.tls_client_key_file;
  if (certificate.empty() && key.empty()) return;
  if (certificate.empty()) {
    throw Error(ErrorKind::usage,
                source + ": \"tls_client_key_file\" is there without \"tls_client_certificate_file\"");
  }
  const NamedFile public_half = named_file(source, "tls_client_certificate_file", certificate, folder);
  const NamedFile private_half = key.empty() ? public_half : named_file(source, "tls_client_key_file", key, folder);
  struct stat status = {};
  open_regular(public_half, status);
  read_key(private_half, warnings);
  certificate = public_half.path;
  key = private_half.path;
}

}  // namespace

void read_client_files(ClientFile& secrets, const std::string& folder, const std::string& source) {
  Client& client = secrets.client;
  if (!client.private_key_file.empty()) {
    const NamedFile file = named_file(source, "private_key_file", client.private_key_file, folder);
    client.private_key = read_key(file, secrets.warnings);
    client.private_key_file = file.path;
  }
  find_tls_files(client, folder, source, secrets.warnings);
}

}  // namespace oauthctl
