#pragma once

#include <optional>

#include "jose/keys/jwk_set.h"
#include "model/account.h"
#include "model/client.h"
#include "model/http.h"
#include "model/server/party.h"
#include "model/token_set.h"

namespace oauthctl {

/// OpenID Connect Core §5.3.1, with the token in the Authorization header (RFC 6750 §2.1). The client's rules may name
/// another method, a body and more headers.
HttpRequest userinfo_request(const Party& party, const TokenSet& tokens);

/// Nothing if the server refuses the token (401, or 403 without a better explanation). Throws ErrorKind::refused if the
/// token is valid but lacks the scope, ErrorKind::unavailable for 429, 5xx and a 403 that means too many requests,
/// ErrorKind::protocol for an answer that names no account.
std::optional<Account> parse_userinfo_response(const HttpResponse& response, const AccountRules& rules = {});

/// The same for a signed answer (OpenID Connect Core §5.3.2): a JWT that the server signed for this client. Throws
/// ErrorKind::protocol for an unsigned answer.
std::optional<Account> verify_userinfo_response(const HttpResponse& response, const ServerMetadata& server,
                                                const Client& client, const std::optional<JwkSet>& keys);

/// The `sid` of an ID token (OpenID Connect Front-Channel Logout §3): the session at the server that it belongs to.
/// Empty if it has none.
std::string session_of_id_token(const Secret& id_token);

}  // namespace oauthctl
