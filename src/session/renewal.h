#pragma once

#include "model/store.h"
#include "session/services.h"

namespace oauthctl {

/// The turn's record with fresh tokens in it, already on disk. The record must exist. Throws ErrorKind::login_required
/// if the grant is gone. A failure leaves the store untouched, with one exception: if tokens came and were refused, or
/// an ID token could not be checked, a rotated refresh token is kept, and nothing else of that answer.
Record renew(Turn& turn, const Services& services);

/// The record with a new token for the target in place of its own (RFC 6749 §6, RFC 8707 §2.2). It is on disk, beside
/// the profile's own token. If the profile cannot be renewed for the target, its token is exchanged (RFC 8693), if the
/// server offers that. Throws as renew() does, ErrorKind::usage for a scope that was not granted,
/// ErrorKind::protocol for a token that has more scope than was asked for, and Superseded if somebody else renewed
/// meanwhile: the caller can ask again with their grant.
Record renew_for(Turn& turn, const Target& target, const Services& services);

}  // namespace oauthctl
