#include "session/party.h"

namespace oauthctl {

Party party_of(const Record& record, const Services& services) {
  Party party;
  if (record.client) {
    party = {*record.client, record.server, {}};
  } else {
    ClientFile secrets = services.read_client_file(record.client_file);
    party = {std::move(secrets.client), merged(std::move(secrets.server), record.server),
             std::move(secrets.service_account)};
  }
  party.client.basic_unencoded = record.basic_unencoded;
  party.client.resource = record.resource;
  party.client.authorization_details = record.authorization_details;
  return party;
}

}  // namespace oauthctl
