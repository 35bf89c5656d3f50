#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/http.h"
#include "model/server/metadata.h"
#include "oauthctl/secret.h"

namespace oauthctl {

/// The registration that a client asks for (RFC 7591 §2). Empty members are left to the server, or stay as they were.
struct ClientMetadata {
  std::string client_name;
  std::vector<std::string> redirect_uris;
};

/// A registered client (RFC 7591 §3.2.1, RFC 7592 §3).
struct RegisteredClient {
  std::string client_id;
  std::string registration_client_uri;  ///< empty: the server does not allow managing it
  Secret registration_access_token;
  Secret document;  ///< all of it as JSON, including the client's secrets
};

/// RFC 7591 §3.1: a native client for the code flow, which authenticates with the first of our methods that the server
/// supports. Throws ErrorKind::usage if the server registers nobody.
HttpRequest registration_request(const ServerMetadata& server, const ClientMetadata& wanted,
                                 const Secret& initial_access_token);

/// Throws an error answer as error_of() makes it, ErrorKind::refused for one without a code, ErrorKind::protocol for
/// anything else that does not register a client.
RegisteredClient parse_registration_response(const HttpResponse& response);

/// Reads a file that `register` wrote. Throws ErrorKind::usage, naming `source`, for a file without a
/// registration_client_uri that is safe to visit and a registration_access_token.
RegisteredClient read_registered_client(std::string_view json, const std::string& source);

/// RFC 7592 §2.1
HttpRequest client_read_request(const RegisteredClient& client);
/// RFC 7592 §2.2: the whole current registration, with the changes, without the members that must not be sent.
HttpRequest client_update_request(const RegisteredClient& known, const ClientMetadata& changes);
/// RFC 7592 §2.3
HttpRequest client_delete_request(const RegisteredClient& client);
void parse_client_delete_response(const HttpResponse& response);

/// A client file for the client: the members of its registration that signing in and managing it need, laid over
/// `before`, the JSON of the previous file, or empty.
Secret client_file_of(const RegisteredClient& client, const std::string& issuer, const Secret& before);

/// The registration for people and scripts: JSON without client_secret and registration_access_token.
std::string without_secrets(const RegisteredClient& client);

}  // namespace oauthctl
