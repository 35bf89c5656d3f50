#pragma once

#include "model/store.h"
#include "session/services.h"

namespace oauthctl {

/// The turn's record with fresh tokens in it, already on disk. The record must exist. Throws ErrorKind::login_required
/// if the grant is gone. A failure leaves the store untouched, with one exception: if tokens came and were refused, or
/// an ID token could not be checked, a rotated refresh token is kept, and nothing else of that answer.
Record renew(Turn& turn, const Services& services);

/// The record with a token of less scope in it (RFC 6749 §6). The token is not kept: on the disk only a refresh token
/// that the server rotated changes. Throws as renew() does, ErrorKind::usage for a scope that was not granted,
/// ErrorKind::protocol for a token that has more scope than was asked for, and Superseded if somebody else renewed
/// meanwhile: their token is not narrower, but the caller can ask again with their grant.
Record narrowed(Turn& turn, const std::string& scope, const Services& services);

}  // namespace oauthctl
