#pragma once

#include "model/store.h"
#include "session/services.h"

namespace oauthctl {

/// The turn's record with fresh tokens in it, already on disk. There is one to renew. Throws
/// ErrorKind::login_required when the grant is gone. Every failure leaves the store
/// untouched, save one: where tokens came and were refused, or an ID token could not be checked, a rotated refresh
/// token is kept, and nothing else of that answer.
Record renew(Turn& turn, const Services& services);

/// The record with a token of less scope in it (RFC 6749 §6). It is not kept: on the disk nothing changes but a
/// refresh token that the server rotated. Throws as renew() does, ErrorKind::usage for a scope that was not granted,
/// ErrorKind::protocol for a token that has more scope than was asked for, and Superseded when somebody else renewed
/// meanwhile: their token is no narrower one, and from their grant it can be asked for again.
Record narrowed(Turn& turn, const std::string& scope, const Services& services);

}  // namespace oauthctl
