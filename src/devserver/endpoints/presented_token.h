#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "devserver/authorization_server.h"
#include "devserver/http/request.h"
#include "devserver/http/response.h"
#include "devserver/refusal.h"

namespace oauthctl::devserver {

struct PresentedToken {
  LiveToken token;
  Terms terms;
};

/// The token of a request to a protected resource: valid, with `scope` (empty: any), and with a proof of the key that
/// it is bound to (RFC 9449 §7). Otherwise nothing, and `response` is the refusal of RFC 6750 §3.1.
std::optional<PresentedToken> presented_token(AuthorizationServer& server, const Request& request, Response& response,
                                              std::string_view scope);

/// The message of an example API, to the person that the token acts for, or to the client itself.
std::string greeting(const LiveToken& token);

/// Answers with that refusal, as a challenge of the scheme that the request used. `more` are parameters beside the
/// usual ones.
void challenge(const Request& request, Response& response, const Refusal& refusal, const Params& more = {});

}  // namespace oauthctl::devserver
