#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "base/params.h"
#include "devserver/clients/clients.h"

namespace oauthctl::devserver {

/// Where the answer to an authorization request goes. Until this much is known and right, an error is shown on a page,
/// because a redirect could send it, and the person, to an attacker (RFC 6749 §4.1.2.1).
struct Destination {
  RegisteredClient client;
  std::string redirect_uri;
  std::string state;
  bool form_post = false;  ///< OAuth 2.0 Form Post Response Mode: a page of ours posts the answer
  bool as_jwt = false;     ///< JARM §2.3: the answer is a signed JWT
  bool in_fragment = false;
};

/// Throws a Refusal for a page.
Destination read_destination(Clients& clients, const Params& params);

/// Adds the state and the issuer (RFC 9207 §2).
Params complete_answer(const Destination& destination, const std::string& issuer, Params answer);

struct AuthorizationRequest {
  std::string redirect_uri;  ///< as in the request; empty: left out
  std::string scope;
  std::string code_challenge;
  std::string login_hint;
  std::string prompt;
  std::optional<std::chrono::seconds> max_age;
  std::string nonce;
  std::string response_type = "code";  ///< as in response_types
  std::string acr;                     ///< empty: as usual
  std::string claims;                  ///< JSON; empty: none
};

/// Throws a Refusal for the client.
AuthorizationRequest read_authorization_request(const RegisteredClient& client, const Params& params);

}  // namespace oauthctl::devserver
