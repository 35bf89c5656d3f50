#include "fleet/open_fleet.h"

#include <unistd.h>

#include <array>

#include "fleet/fleet_access.h"
#include "fleet/fleet_store.h"

namespace oauthctl {
namespace {

/// Uses TLS, except for a loopback host without its own certificate authority.
std::vector<std::string> origins(const std::vector<Url>& members, const FleetAccess& access) {
  std::vector<std::string> out;
  for (Url member : members) {
    if (member.is_loopback() && access.ca_file.empty()) member.scheme = "http";
    out.push_back(member.origin());
  }
  return out;
}

EtcdAccess etcd_access(const std::vector<Url>& members, const FleetAccess& access) {
  EtcdAccess out{.members = origins(members, access), .user = access.user, .password = access.password};
  if (!access.certificate_file.empty()) {
    out.certificate = {access.certificate_file, access.key_file,
                       "OAUTHCTL_ETCD_CERTIFICATE_FILE and OAUTHCTL_ETCD_KEY_FILE"};
  }
  return out;
}

std::string host_name() {
  std::array<char, 256> name{};
  return gethostname(name.data(), name.size() - 1) == 0 ? name.data() : "another machine";
}

/// The environment names one cluster and its password. A URL that is typed does not get them.
void require_own_cluster(const Environment& environment, const StoreUrl::Etcd& opened, const FleetAccess& access) {
  const auto named = environment("OAUTHCTL_STORE");
  if (!named || access.password.empty()) return;
  const StoreUrl url = parse_store_url(*named, "OAUTHCTL_STORE");
  const auto* cluster = std::get_if<StoreUrl::Etcd>(&url.kind);
  if (cluster == nullptr || origins(cluster->members, access) == origins(opened.members, access)) return;
  throw Error(ErrorKind::usage,
              "OAUTHCTL_ETCD_PASSWORD is for the cluster of OAUTHCTL_STORE, and another one was named",
              "unset OAUTHCTL_STORE, or set the password of that cluster");
}

}  // namespace

FleetOpener fleet_opener(Environment environment, FleetNetwork network, Notices& notices) {
  return [environment = std::move(environment), network = std::move(network), &notices](
             const StoreUrl::Etcd& cluster, const std::string& name,
             const std::string& copies) -> std::unique_ptr<TokenStore> {
    const FleetAccess access = fleet_access(environment);
    require_own_cluster(environment, cluster, access);
    return std::make_unique<FleetStore>([ca_file = access.ca_file, network] { return network(ca_file); },
                                        etcd_access(cluster.members, access),
                                        RecordCipher(parse_store_keys(access.keys, access.keys_source)),
                                        FleetSettings{cluster.prefix, name, copies, host_name()}, notices);
  };
}

}  // namespace oauthctl
