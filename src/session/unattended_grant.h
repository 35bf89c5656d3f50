#pragma once

#include "oauth/token_request.h"
#include "session/party.h"

namespace oauthctl {

// Grants that need no person. They are made from the record, at sign-in and again at each renewal.

/// An assertion (RFC 7523): read from the record's file, else made with the key of the client file. Throws
/// ErrorKind::usage if there is neither.
JwtBearerGrant assertion_grant(const Record& record, const Party& party, const Services& services);

/// An exchange (RFC 8693) of the token in the record's file, or of another profile's, which is renewed first if needed.
/// Throws ErrorKind::usage if neither is named, for profiles that wait for one another, and if the other profile has
/// been signed in at another server since; and as token() does.
TokenExchangeGrant exchange_grant(const Record& record, const Services& services);

/// The client and the server of a profile whose token is exchanged, in words. Empty: the record does not say.
std::string subject_party(const Record& record);

/// The grant that a record that needs_no_person() presents.
Grant own_grant(const Record& record, const Party& party, const Services& services);

}  // namespace oauthctl
