#pragma once

#include <string>

#include "model/server/party.h"
#include "oauthctl/error.h"
#include "session/services.h"

namespace oauthctl {

/// The client file now names another server or another client than at sign-in. Nothing was sent.
class OtherParty : public Error {
 public:
  OtherParty(const std::string& what, const std::string& profile);
};

/// The client and the server of a record. The client file is read again, so that a rotated client secret is used and
/// only one copy of it exists. Throws OtherParty (ErrorKind::usage) if the file no longer belongs to the record: it
/// names another issuer, another client, or an endpoint at an origin that was not known at sign-in.
///
/// If the file is missing, the hint is `profile set`.
Party party_of(const Record& record, const Services& services);

/// For a record whose token has not expired, so that nothing else reads the file. Throws OtherParty as party_of() does.
/// A file that cannot be read is not another server's.
void require_unchanged_party(const Record& record, const Services& services);

/// Throws OtherParty, as party_of() does, if the file does not belong to the record.
void require_party_of(const Record& record, const ClientFile& file);

/// Whether the file still belongs to the record, so that the profile's tokens may be used with it.
bool is_party_of(const Record& record, const ClientFile& file);

/// Identifies a client among those of the same server: its client_id, or a service account's address.
std::string identity_of(const Client& client, const std::optional<ServiceAccount>& service_account);

}  // namespace oauthctl
