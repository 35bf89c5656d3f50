#pragma once

#include <optional>

#include "base/params.h"
#include "devserver/authorization_server.h"

/// Grants that send nobody to a page. A refused one is thrown as a Refusal.
namespace oauthctl::devserver {

/// The scopes of a client on its own. The others are about a person.
inline constexpr const char* client_scopes = "api.read api.write";

/// RFC 6749 §4.4.
IssuedTokens issue_to_itself(AuthorizationServer& server, const RegisteredClient& client, const Params& form);
/// RFC 6749 §4.3.
IssuedTokens issue_for_password(AuthorizationServer& server, const RegisteredClient& client, const Params& form);
/// RFC 7523 §2.1, for the service account. Without a client the account itself is the client (§3.1 allows it).
IssuedTokens issue_for_assertion(AuthorizationServer& server, const std::optional<RegisteredClient>& client,
                                 const Params& form);
/// RFC 8693: another access token for one of this server, with the same scope or less. A client may act for a person,
/// but a person for nobody.
IssuedTokens exchange_token(AuthorizationServer& server, const RegisteredClient& client, const Params& form);

}  // namespace oauthctl::devserver
