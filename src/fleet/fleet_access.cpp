#include "fleet/fleet_access.h"

#include <cerrno>

#include "base/file.h"
#include "base/text.h"
#include "oauthctl/error.h"

namespace oauthctl {
namespace {

constexpr std::size_t longest_secret_file = 64 << 10;

Secret read_secret(const std::string& path, const std::string& variable) {
  const FileDescriptor file = open_input(path.c_str());
  std::string text;
  if (!file || !read_all(file.get(), longest_secret_file, text)) {
    throw Error(ErrorKind::usage, variable + ": " + printable(path, 200) + " cannot be read: " + describe_errno(errno));
  }
  if (text.size() > longest_secret_file)
    throw Error(ErrorKind::usage, variable + ": " + printable(path, 200) + " is too long");
  while (text.ends_with('\n') || text.ends_with('\r')) text.pop_back();
  return Secret(std::move(text));
}

struct Found {
  Secret value;
  std::string source;
};

/// `NAME_FILE`, else `NAME`.
Found secret_of(const Environment& environment, const std::string& name) {
  const std::string with_file = name + "_FILE";
  if (const auto path = environment(with_file.c_str())) return {read_secret(*path, with_file), with_file};
  return {Secret(environment(name.c_str()).value_or("")), name};
}

void require_both(const std::string& a, const char* a_name, bool has_b, const char* b_name) {
  if (a.empty() == !has_b) return;
  throw Error(ErrorKind::usage, std::string(a_name) + " and " + b_name + " belong together: one of them is not set");
}

}  // namespace

FleetAccess fleet_access(const Environment& environment) {
  const auto text = [&](const char* name) { return environment(name).value_or(""); };
  FleetAccess access;
  Found keys = secret_of(environment, "OAUTHCTL_STORE_KEY");
  if (keys.value.empty()) {
    throw Error(ErrorKind::usage, "a store on etcd needs a key, and OAUTHCTL_STORE_KEY_FILE gives none",
                "make one, and give it to each machine: openssl rand -base64 32");
  }
  access.keys = std::move(keys.value);
  access.keys_source = std::move(keys.source);
  access.user = text("OAUTHCTL_ETCD_USER");
  access.password = secret_of(environment, "OAUTHCTL_ETCD_PASSWORD").value;
  require_both(access.user, "OAUTHCTL_ETCD_USER", !access.password.empty(), "OAUTHCTL_ETCD_PASSWORD_FILE");
  access.ca_file = text("OAUTHCTL_ETCD_CA_FILE");
  access.certificate_file = text("OAUTHCTL_ETCD_CERTIFICATE_FILE");
  access.key_file = text("OAUTHCTL_ETCD_KEY_FILE");
  require_both(access.certificate_file, "OAUTHCTL_ETCD_CERTIFICATE_FILE", !access.key_file.empty(),
               "OAUTHCTL_ETCD_KEY_FILE");
  return access;
}

}  // namespace oauthctl
