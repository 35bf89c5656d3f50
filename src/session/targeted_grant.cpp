#include "session/targeted_grant.h"

#include "base/text.h"
#include "session/unattended_grant.h"

namespace oauthctl {
namespace {

/// Those that would name another place than the target.
void drop_places(Params& params) {
  params.erase("audience");
  params.erase("resource");
}

}  // namespace

Party aim(Party party, const Target& target) {
  if (!target.names_place()) return party;
  party.client.resource = target.resource;
  drop_places(party.client.params);
  for (auto& [grant, params] : party.client.token_params) drop_places(params);
  return party;
}

Grant grant_for(const Record& record, const Target& target, const Party& party, const Services& services) {
  if (!needs_no_person(record))
    return RefreshGrant{record.tokens.refresh_token, target.scope, record.redirect_uri, target.audience};
  Record as = record;
  if (!target.scope.empty()) as.scope = target.scope;
  if (target.names_place()) drop_places(as.params);
  for (const std::string& name : target.audience) as.params.add("audience", name);
  return own_grant(as, party, services);
}

bool offers_exchange(const ServerMetadata& server) {
  return contains(server.grant_types_supported, name_of(GrantType::token_exchange));
}

TokenExchangeGrant exchange_for(const Record& record, const Target& target) {
  TokenExchangeGrant grant;
  grant.subject = {record.tokens.access_token, access_token_type};
  grant.requested_token_type = access_token_type;
  grant.scope = target.scope;
  for (const std::string& name : target.audience) grant.params.add("audience", name);
  return grant;
}

Party exchanging(Party party) {
  party.client.params = {};
  party.client.authorization_details.clear();
  return party;
}

}  // namespace oauthctl
