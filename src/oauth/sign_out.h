#pragma once

#include <string>

#include "model/http.h"
#include "oauth/authorization.h"
#include "oauth/client/client_auth.h"

namespace oauthctl {

/// A logout request (OpenID Connect RP-Initiated Logout §2) and the state that its answer must carry.
struct EndSessionRequest {
  std::string endpoint;  ///< for the browser, whose session it ends
  Params form;           ///< what the browser posts there: the ID token stands in no URL and no command line
  std::string url;       ///< for a person to visit: without the ID token, so that the server asks
  Secret state;          ///< empty if the browser does not come back
};

/// `id_token` may be empty: the server then asks the person. Without a `post_logout_redirect_uri` the person stays at
/// the server. Throws ErrorKind::usage if the server has no end_session_endpoint that a browser may be sent to.
EndSessionRequest begin_end_session(const Party& party, const Secret& id_token,
                                    const std::string& post_logout_redirect_uri, const Entropy& entropy);

/// Whether a request to the post_logout_redirect_uri answers ours.
bool answers(const EndSessionRequest& request, const Params& query);

/// Why such a token cannot be revoked at this server by this client; empty if it can. `token_type` is `refresh_token`
/// or `access_token`.
std::string why_not_revocable(const Party& party, const std::string& token_type);

/// RFC 7009 §2.1, or as the client's rules say. `account_id` is the signed-in account, which some servers want to know.
HttpRequest revocation_request(const Party& party, const ClientAuth& auth, const Secret& token,
                               const std::string& token_type, const std::string& account_id = {});

/// RFC 7009 §2.2: 200 means revoked or no longer known. Empty in that case, else the reason in one line for a person.
std::string parse_revocation_response(const HttpResponse& response, const RevocationRules& rules = {});

}  // namespace oauthctl
