#pragma once

#include <string>

#include "base/params.h"
#include "devserver/authorization_server.h"
#include "devserver/http/request.h"
#include "devserver/http/response.h"

namespace oauthctl::devserver {

/// The `dpop_jkt`, `resource` and `authorization_details` of an authorization request. Throws a Refusal with
/// invalid_request, invalid_target or invalid_authorization_details.
Terms asked_terms(const Params& params);

/// The parts of a token request that decide the terms of its tokens.
struct TermsRequest {
  std::string grant_type;
  const Params& form;
  std::string jkt;  ///< of its DPoP proof; empty: it has none
  bool is_public = false;
  std::string x5t = {};  ///< of the certificate to bind the tokens to; empty: none
};

struct IssuedTerms {
  Terms access_token;
  Terms refresh_token;
};

/// Combines what the code, refresh token or device code allows with what the request asks for. Throws a Refusal if they
/// do not fit, before anything is used up.
IssuedTerms terms_to_issue(KeptTerms& kept, const TermsRequest& request);

/// The key of the request's DPoP proof; empty: it has none. Puts the nonce for the next proof into the answer. Throws
/// as DpopProofs::check() does.
std::string proven_key(AuthorizationServer& server, const Request& request, Response& response,
                       const Secret& access_token = {});

}  // namespace oauthctl::devserver
