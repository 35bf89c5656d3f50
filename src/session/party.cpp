#include "session/party.h"

#include <map>

#include "base/text.h"
#include "base/url.h"
#include "model/server/metadata_json.h"

namespace oauthctl {
namespace {

[[noreturn]] void refuse(const std::string& what, const std::string& now, const std::string& then,
                         const Record& record) {
  throw OtherParty(record.client_file + ": \"" + what + "\" is " + printable(now, 100) + ", but profile " +
                       record.profile + " was signed in at " + printable(then, 100),
                   record.profile);
}

void require_same_issuer(const ServerMetadata& named, const Record& record) {
  const std::string& then = record.server.issuer;
  if (named.issuer.empty() || named.issuer == then) return;
  if (!then.empty()) refuse("issuer", named.issuer, then, record);
  // At sign-in the file named only endpoints. An issuer that was added since must be one of their origins.
  if (!origins_of(record.server).contains(origin_of(named.issuer)))
    refuse("issuer", named.issuer, record.server.token_endpoint, record);
}

std::map<std::string, std::string> endpoints_of(const ServerMetadata& server) {
  std::map<std::string, std::string> endpoints;
  for_each_endpoint(server, [&](const char* name, const std::string& url) { endpoints.emplace(name, url); });
  return endpoints;
}

/// A record of an earlier version does not say who signed in.
bool is_of_earlier_version(const Record& record) {
  return record.client_id.empty();
}

/// Each endpoint must stay at its origin. A new endpoint must be at an origin that was known at sign-in. Earlier
/// versions knew fewer endpoints of some providers, so with their records such an endpoint is ignored.
void require_same_origins(const ServerMetadata& named, const Record& record) {
  const auto then = endpoints_of(record.server);
  const auto known = origins_of(record.server);
  for_each_endpoint(named, [&](const char* name, const std::string& url) {
    const auto found = then.find(name);
    if (found == then.end() && is_of_earlier_version(record)) return;
    const bool is_same =
        found == then.end() ? known.contains(origin_of(url)) : origin_of(found->second) == origin_of(url);
    if (!is_same) refuse(name, url, found == then.end() ? record.server.token_endpoint : found->second, record);
  });
}

/// Tokens and secrets go to these addresses of its rules too.
void require_rules_at_known_origins(const Client& client, const Record& record) {
  const auto known = origins_of(record.server);
  const ServerRules& rules = client.rules;
  const std::pair<const char*, const std::string&> addresses[] = {{"refresh.endpoint", rules.refresh_endpoint},
                                                                  {"revocation.url", rules.revocation.url}};
  for (const auto& [name, url] : addresses) {
    if (url.empty() || known.contains(origin_of_rule(url))) continue;
    refuse(name, url, record.server.token_endpoint, record);
  }
}

void require_same_client(const ClientFile& file, const Record& record) {
  const std::string now = identity_of(file.client, file.service_account);
  if (!is_of_earlier_version(record) && now != record.client_id) {
    const char* member = file.service_account ? "client_email" : "client_id";
    throw OtherParty(record.client_file + ": \"" + member + "\" is " + printable(now, 100) + ", but profile " +
                         record.profile + " was signed in with " + printable(record.client_id, 100),
                     record.profile);
  }
}

/// Nobody has compared an imported record with a client file that was missing then. Its endpoints may be anybody's: the
/// file must name the origin of each.
void require_own_endpoints(const ServerMetadata& named, const Record& record) {
  if (!record.is_unchecked) return;
  const auto known = origins_of(named);
  for_each_endpoint(record.server, [&](const char* name, const std::string& url) {
    if (!known.contains(origin_of(url))) refuse(name, name_of_server(named), url, record);
  });
}

/// A client file can be missing for a while, or move.
ClientFile read_client_of(const Record& record, const Services& services) {
  try {
    return services.read_client_file(record.client_file);
  } catch (const MissingClientFile& missing) {
    throw Error(
        missing.kind(), missing.message(),
        Hint::run("oauthctl profile set " + record.profile + " --secrets FILE", "if the client file has moved"));
  }
}

}  // namespace

OtherParty::OtherParty(const std::string& what, const std::string& profile)
    : Error(ErrorKind::usage, what, Hint::run("oauthctl login -p " + profile + " --replace", "sign in there instead")) {
}

std::string identity_of(const Client& client, const std::optional<ServiceAccount>& service_account) {
  return service_account ? service_account->client_email : client.client_id;
}

void require_party_of(const Record& record, const ClientFile& file) {
  require_same_issuer(file.server, record);
  require_same_origins(file.server, record);
  require_own_endpoints(file.server, record);
  require_rules_at_known_origins(file.client, record);
  require_same_client(file, record);
}

bool is_party_of(const Record& record, const ClientFile& file) {
  try {
    require_party_of(record, file);
    return true;
  } catch (const OtherParty&) {
    return false;
  }
}

void require_unchanged_party(const Record& record, const Services& services) {
  if (record.client) return;
  std::optional<ClientFile> file;
  try {
    file = services.read_client_file(record.client_file);
  } catch (const Error& error) {
    services.notices.step(error.message());
  }
  if (file) require_party_of(record, *file);
}

Party party_of(const Record& record, const Services& services) {
  Party party;
  if (record.client) {
    party = {*record.client, record.server, {}};
  } else {
    ClientFile file = read_client_of(record, services);
    require_party_of(record, file);
    ServerMetadata server =
        is_of_earlier_version(record) ? record.server : merged(std::move(file.server), record.server);
    party = {std::move(file.client), std::move(server), std::move(file.service_account)};
  }
  party.client.basic_unencoded = record.basic_unencoded;
  party.client.resource = record.resource;
  party.client.authorization_details = record.authorization_details;
  return party;
}

}  // namespace oauthctl
