#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/params.h"
#include "model/client.h"
#include "model/server/metadata.h"

namespace oauthctl {

/// Whether openid is among the scopes (OpenID Connect Core §3.1.2.1).
bool asks_for_openid(const std::string& scope);

/// The words of a scope as this client's server wants them in a parameter: some want commas between them.
std::string spelled_scope(const std::string& scope, const Client& client);

/// The client's own `params` except those named again in `extra`, then `extra`. Throws ErrorKind::usage for one that is
/// in `owned`: only the protocol sets it.
Params extra_params(const Client& client, const Params& extra, std::span<const std::string_view> owned);

/// The resources at which the tokens will be used: `resource`, once for each (RFC 8707 §2). Sent with every request for
/// tokens.
void add_resource(Params& params, const Client& client);

/// The same and what the tokens should allow (RFC 9396 §3). Sent if something is asked for that was not granted yet.
void add_target(Params& params, const Client& client);

/// The `authorization_details` to ask for (RFC 9396 §2), read from a file, as one line of JSON. Throws ErrorKind::usage
/// naming `source` for anything but an array of objects with a `type`.
std::string parse_authorization_details(std::string_view json, const std::string& source);

/// Throws ErrorKind::usage for a type that the server does not list (§9). A server that lists none is asked.
void require_supported_types(const ServerMetadata& server, const std::string& authorization_details);

/// The types in their order, each once.
std::vector<std::string> types_of(const std::string& authorization_details);

/// The types of the details that were asked for but not granted. A server may add to them (§7.1).
std::vector<std::string> missing_details(const std::string& asked, const std::string& granted);

/// The `claims` parameter to ask with (OpenID Connect Core §5.5), read from a file, as one line of JSON. Throws
/// ErrorKind::usage naming `source` for anything but requests for single claims below `userinfo`, `id_token` and
/// `access_token` (Entra, Keycloak).
std::string parse_claims_parameter(std::string_view json, const std::string& source);

/// Both of them. For a claim that both ask for, `more` decides, unless it says nothing about it. `own` may be empty.
/// Throws ErrorKind::usage if one of them cannot be read.
std::string merged_claims(const std::string& own, const std::string& more);

/// The values of `acr` of which the ID token must have one: those that are essential (§5.5.1.1). Empty: any value is
/// accepted.
std::vector<std::string> essential_acr_values(const std::string& claims);

}  // namespace oauthctl
