#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/params.h"
#include "base/time.h"
#include "model/server/server_rules.h"
#include "oauthctl/secret.h"

namespace oauthctl {

/// The two members `…_encrypted_response_alg` and `…_encrypted_response_enc` of a registration.
struct EncryptedResponse {
  std::string alg = {};  ///< empty: not encrypted
  std::string enc = {};  ///< empty: A128CBC-HS256
};

/// How a server's token answers differ from RFC 6749 §5.1. From the client file, or from the known facts about its
/// provider.
struct TokenAnswerQuirks {
  std::vector<std::string> bearer_token_types;  ///< other words for Bearer, in any case
  std::string token_member;             ///< the member of the answer with the tokens, if they are not at its top
  bool ignore_expires_in = false;       ///< ignore the lifetimes that the server sends
  bool zero_means_no_end = false;       ///< "expires_in": 0 means that the token does not expire
  std::vector<std::string> scope = {};  ///< JSON pointers to the granted scope, before the usual members
  std::vector<std::string> refresh_expires_in = {};  ///< the same for the refresh token's lifetime
  std::vector<std::string> dead_grant = {};          ///< error codes or words that mean invalid_grant

  friend bool operator==(const TokenAnswerQuirks&, const TokenAnswerQuirks&) = default;
};

/// This program as it is registered at the server. Members are spelled as in RFC 7591 §2.
struct Client {
  std::string client_id;
  Secret client_secret;                               ///< empty for a public client
  std::optional<TimePoint> client_secret_expires_at;  ///< nothing: it does not, or the server did not say
  /// The file has an empty client_secret: some servers want HTTP Basic with an empty password (Reddit).
  bool empty_client_secret = false;
  std::vector<std::string> redirect_uris;
  std::vector<std::string> post_logout_redirect_uris;

  std::string token_endpoint_auth_method;       ///< empty: chosen from what the server supports
  std::string token_endpoint_auth_signing_alg;  ///< empty: chosen by the key and the server
  Secret jwks;                                  ///< a JWK set (RFC 7517 §5); we use the keys with a private part
  std::string private_key_file;                 ///< where `private_key` was read from
  Secret private_key;                           ///< PEM, a JWK or a JWK set; preferred to `jwks`

  std::string tls_client_certificate_file;  ///< absolute, PEM
  std::string tls_client_key_file;          ///< absolute, PEM; empty: the key is in the certificate's file

  /// RFC 8705 §3.4: the certificate is shown at the token endpoint however the client authenticates, so that the tokens
  /// are bound to it.
  bool tls_client_certificate_bound_access_tokens = false;

  bool require_pushed_authorization_requests = false;  ///< RFC 9126 §6
  bool require_signed_request_object = false;          ///< RFC 9101 §10.5
  std::string request_object_signing_alg;              ///< empty: requests are signed if the server requires it

  std::string id_token_signed_response_alg;  ///< empty: RS256
  EncryptedResponse id_token_encrypted_response;
  std::string userinfo_signed_response_alg;  ///< empty: not signed
  EncryptedResponse userinfo_encrypted_response;
  std::string introspection_signed_response_alg;  ///< empty: not signed (RFC 9701 §6)
  EncryptedResponse introspection_encrypted_response;
  std::string response_mode;                      ///< how the answer comes to the redirect URI; empty: in its query
  std::string authorization_signed_response_alg;  ///< of an answer that is a JWT; empty: RS256
  EncryptedResponse authorization_encrypted_response;
  std::string scope;                           ///< asked for if the command line names none
  std::vector<std::string> resource;           ///< where the tokens will be used (RFC 8707)
  std::string authorization_details;           ///< what they should allow (RFC 9396), as JSON; empty: nothing
  Params params;                               ///< extra parameters for the request that begins a login
  std::map<std::string, Params> token_params;  ///< extra parameters of token requests by grant type; "": of them all
  TokenAnswerQuirks quirks;
  ServerRules rules = {};
  bool dpop_bound_access_tokens = false;  ///< RFC 9449 §5.2: tokens that are not bound to a key are refused
  /// This server needs the Basic credentials without form-encoding, although RFC 6749 §2.3.1 demands it.
  bool basic_unencoded = false;
};

}  // namespace oauthctl
