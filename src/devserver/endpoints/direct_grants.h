#pragma once

#include <optional>

#include "base/params.h"
#include "devserver/authorization_server.h"

/// Grants for which nobody is sent to a page. What is turned down is thrown as a Refusal.
namespace oauthctl::devserver {

/// Scopes that are about a person mean nothing for a client on its own.
inline constexpr const char* client_scopes = "api.read api.write";

/// RFC 6749 §4.4.
IssuedTokens issue_to_itself(AuthorizationServer& server, const RegisteredClient& client, const Params& form);
/// RFC 6749 §4.3.
IssuedTokens issue_for_password(AuthorizationServer& server, const RegisteredClient& client, const Params& form);
/// RFC 7523 §2.1, for the service account. Without a client the account itself is the client (§3.1 lets it be).
IssuedTokens issue_for_assertion(AuthorizationServer& server, const std::optional<RegisteredClient>& client,
                                 const Params& form);
/// RFC 8693: an access token of this server for another with as much scope or less. A client may act for a person; a
/// person for nobody.
IssuedTokens exchange_token(AuthorizationServer& server, const RegisteredClient& client, const Params& form);

}  // namespace oauthctl::devserver
