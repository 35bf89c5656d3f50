#include "session/inspect.h"

#include "jose/algorithm.h"
#include "session/id_token.h"
#include "session/token.h"

namespace oauthctl {
namespace {

/// Why the token cannot be verified; empty if there are keys to ask for.
std::string missing_keys(const InspectedToken& token, const std::optional<Record>& record, const std::string& profile) {
  if (token.format == InspectedToken::Format::encrypted) return "it is encrypted";
  if (token.format == InspectedToken::Format::opaque) return "it is not a JWT";
  if (!record) return "profile " + profile + " is not signed in, so no server's keys are known";
  if (token.iss.empty() || token.iss != record->server.issuer)
    return "it does not come from the server of profile " + profile;
  if (is_mac(token.alg)) return "its signature is made with a secret, which nobody publishes";
  if (record->server.jwks_uri.empty()) return "the server publishes no keys";
  return {};
}

void verify(Inspected& inspected, const Secret& token, const ServerMetadata& server, const Services& services) {
  try {
    const JwkSet keys = fetch_keys(server, Freshness::revalidated, services);
    inspected.why_not = verify_inspected(token, keys);
    inspected.verified = inspected.why_not.empty();
    inspected.forged = !inspected.verified;
  } catch (const Error& error) {
    if (error.kind() == ErrorKind::interrupted) throw;
    inspected.why_not = "cannot get the server's keys: " + error.message();
  }
}

}  // namespace

Inspected inspect(const std::string& what, const Secret& token, const std::string& profile, const Services& services) {
  Inspected inspected;
  inspected.what = what;
  inspected.token = inspect_token(token, services.clock());
  const auto record = signed_in(services.store.load(profile));
  inspected.why_not = missing_keys(inspected.token, record, profile);
  if (inspected.why_not.empty()) verify(inspected, token, record->server, services);
  return inspected;
}

std::vector<Inspected> inspect_profile(const std::string& profile, const Services& services) {
  const Record record = load_record(profile, services.store);
  std::vector<Inspected> all{inspect("the access token", record.tokens.access_token, profile, services)};
  if (!record.tokens.id_token.empty())
    all.push_back(inspect("the ID token", record.tokens.id_token, profile, services));
  return all;
}

}  // namespace oauthctl
