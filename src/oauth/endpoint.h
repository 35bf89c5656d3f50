#pragma once

#include <string>

#include "base/json.h"
#include "model/http.h"
#include "model/token_set.h"
#include "oauth/client/client_auth.h"
#include "oauth/server_words.h"

namespace oauthctl {

/// The URL of a required endpoint. Throws ErrorKind::usage naming `member` if it is missing, and ErrorKind::protocol if
/// the server publishes one that must not be used.
const std::string& required_endpoint(const ServerMetadata& server, std::string ServerMetadata::*endpoint,
                                     const char* member);

/// RFC 8705 §5: the endpoint's separate address for clients with a certificate, if the server has one; else `plain`.
/// With it a server can avoid asking other clients for a certificate.
std::string certificate_endpoint(const ServerMetadata& server, const char* member, const std::string& plain);

/// Whether an answer from `asked` may name this address: https, or http on this machine if the server is here as well.
/// A stranger must not choose what is called on this machine.
bool may_name(const std::string& asked, const std::string& address);

/// Shows the certificate to an https resource along with tokens that may be bound to it (RFC 8705 §3).
void show_certificate(const TokenSet& tokens, HttpRequest& request);

/// A GET of a JSON document that somebody publishes. A redirect must not leave its origin.
HttpRequest published_document(const std::string& url);

/// A POST of `body` as a form that asks for a JSON answer.
HttpRequest form_post(const std::string& url, const Params& body);

/// A form posted to a required endpoint with the client's authentication. It may be repeated, if the authentication
/// allows it.
HttpRequest form_post(const Party& party, std::string ServerMetadata::*endpoint, const char* member,
                      const ClientAuth& auth, Params body);

// The common part of the answers of all endpoints. `who` names the endpoint for a person: `the token endpoint`.

/// 2xx
bool is_success(const HttpResponse& response);
/// 4xx except 429, which says nothing about the request
bool is_refusal(const HttpResponse& response);

/// Throws ErrorKind::unavailable for 429, whatever its body says: "too many requests" is not a verdict on this request.
void require_not_throttled(const HttpResponse& response, const std::string& who);

/// Throws ErrorKind::unavailable for 429 and 5xx, ErrorKind::protocol for a redirect. The server's own words are in the
/// message.
void require_judgement(const HttpResponse& response, const std::string& who);

/// The content type without its parameters, in lower case.
std::string media_type(const HttpResponse& response);

/// Whether the body is meant as a JSON object. The body's own shape counts too: PHP labels everything text/html.
bool is_json(const HttpResponse& response);

/// Reads the body. Throws ErrorKind::protocol, naming the content type, if it is not a JSON object.
JsonObject json_answer(const HttpResponse& response, const std::string& who);

/// `the answer of the token endpoint`: how messages about a member begin.
std::string answer_of(const std::string& who);

/// `the token endpoint answered text/html where JSON was expected`, ErrorKind::protocol.
Error not_json(const HttpResponse& response, const std::string& who);

}  // namespace oauthctl
