#pragma once

#include <functional>

#include "base/entropy.h"
#include "base/params.h"
#include "base/time.h"
#include "model/http.h"
#include "model/server/party.h"

namespace oauthctl {

/// Puts the client's identity into a request to one of the server's own endpoints (RFC 6749 §2.3): into its body, its
/// headers or its connection. A proof that may be used only once is made anew by each call, and such a request must not
/// be repeated as it is.
using ClientAuth = std::function<void(const Party& party, Params& body, HttpRequest& request)>;

ClientAuth client_secret_basic();
ClientAuth client_secret_post();
ClientAuth tls_client_auth();  ///< RFC 8705 §2, with a certificate of an authority or a self-signed one
ClientAuth public_client();    ///< token_endpoint_auth_method `none`: the client_id alone

/// The method that the client names; else the first that the server lists and the client has the material for, in the
/// order private_key_jwt, tls_client_auth, self_signed_tls_client_auth, client_secret_basic, client_secret_post,
/// client_secret_jwt; else client_secret_basic (RFC 8414 §2), without a secret private_key_jwt, without a key
/// tls_client_auth, without a certificate none. Throws ErrorKind::usage for an unknown method and for one that lacks
/// its secret, key or certificate.
ClientAuth client_auth(const Party& party, TimePoint now, const Entropy& entropy);

/// Whether the client has no way to prove who it is (RFC 6749 §2.1): its method is `none`.
bool is_public(const Party& party);

/// Whether the client authenticates by Basic and form-encoding changes its credentials: only then can the encoding be
/// the reason for a refusal.
bool basic_needs_encoding(const Party& party);

}  // namespace oauthctl
