#pragma once

#include <string>

#include "model/party.h"
#include "oauthctl/error.h"
#include "session/services.h"

namespace oauthctl {

/// The client file names another server or another client than the login did. Nothing was sent.
class OtherParty : public Error {
 public:
  OtherParty(const std::string& what, const std::string& profile);
};

/// The client and the server of a record. The client file is read again, so that a rotated client secret is used and
/// only one copy of it exists. Throws OtherParty (ErrorKind::usage) if the file no longer belongs to the
/// record's login: it names another issuer, another client, or an endpoint at an origin that the login did not have.
Party party_of(const Record& record, const Services& services);

/// Whether the file still belongs to the record's login, so that what the profile has may be used with it.
bool is_party_of(const Record& record, const ClientFile& file);

/// Tells a client from others of the same server: its client_id, or a service account's address.
std::string identity_of(const Client& client, const std::optional<ServiceAccount>& service_account);

}  // namespace oauthctl
