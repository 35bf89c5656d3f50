#pragma once

#include <string>

#include "base/params.h"
#include "devserver/authorization_server.h"
#include "devserver/http/request.h"
#include "devserver/http/response.h"

namespace oauthctl::devserver {

/// What an authorization request asks for by `dpop_jkt`, `resource` and `authorization_details`. Throws a Refusal with
/// invalid_request, invalid_target or invalid_authorization_details.
Terms asked_terms(const Params& params);

/// A request to the token endpoint, as far as the terms of its tokens depend on it.
struct TermsRequest {
  std::string grant_type;
  const Params& form;
  std::string jkt;  ///< of its proof; empty: it has none
  bool is_public = false;
  std::string x5t = {};  ///< of the certificate that the tokens are to be bound to; empty: none
};

struct IssuedTerms {
  Terms access_token;
  Terms refresh_token;
};

/// From what the code, refresh token or device code allows, and what the request says. Throws a Refusal where they do
/// not fit, before anything is spent.
IssuedTerms terms_to_issue(KeptTerms& kept, const TermsRequest& request);

/// The key of the request's DPoP proof; empty where it has none. The answer gets the nonce for the next one. Throws as
/// DpopProofs::check() does.
std::string proven_key(AuthorizationServer& server, const Request& request, Response& response,
                       const Secret& access_token = {});

}  // namespace oauthctl::devserver
