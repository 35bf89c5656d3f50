#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "oauthctl/secret.h"

namespace oauthctl::devserver {

struct NewAccount {
  std::string username;
  Secret password;
};

/// Whether clients can register by a request (RFC 7591).
enum class RegistrationPolicy {
  open,
  strict,   ///< a client without an application_type is a web client
  refused,  ///< the endpoint answers 403
  none,     ///< without the endpoint
};

/// How the server treats `resource` (RFC 8707).
enum class ResourceParameter { obeyed, invalid_target, entra };

/// Where the server's metadata is, if the issuer has a path.
enum class MetadataAddress {
  all,
  oauth,     ///< /.well-known/oauth-authorization-server/PATH (RFC 8414 §3.1)
  openid,    ///< /.well-known/openid-configuration/PATH (RFC 8414 §5)
  appended,  ///< /PATH/.well-known/openid-configuration (OpenID Connect Discovery §4)
};

struct DevServerOptions {
  int port = 8910;          ///< zero: any free one
  std::string issuer_path;  ///< of the issuer, such as /tenant; empty: none
  MetadataAddress metadata_address = MetadataAddress::all;
  std::string db;                       ///< empty: in memory, gone at the end
  std::string client_file;              ///< to write, for the default client; empty: none
  std::string service_account_file;     ///< to write; empty: without a service account
  std::string tls_ca_file;              ///< to write, with our authority's certificate; empty: plain http
  std::string client_certificate_file;  ///< to write, with its key, for the default client; empty: none
  std::string faults_header_file;       ///< to write, with the field that faults need; empty: no faults
  std::vector<NewAccount> users;
  std::chrono::seconds access_token_ttl{3600};
  std::optional<std::chrono::seconds> key_lifetime;  ///< nothing: signing keys stay
  bool auto_approve = false;
  bool require_pushed_authorization_requests = false;  ///< from every client
  bool rotate_refresh_tokens = true;
  bool dpop_nonces = false;       ///< whether each DPoP proof needs a nonce of this server
  bool resource_metadata = true;  ///< whether resources have metadata (RFC 9728)
  RegistrationPolicy registration = RegistrationPolicy::open;
  std::string initial_access_token_file;  ///< to write, with the token that registration needs; empty: it needs none
  std::optional<std::chrono::seconds> client_secret_ttl;  ///< nothing: secrets of registered clients stay valid
  ResourceParameter resource_parameter = ResourceParameter::obeyed;
  std::vector<std::string> pkce_methods{"S256"};  ///< as the metadata lists them; empty: it does not
  bool exact_redirect_uris = false;               ///< whether the port of a loopback URI counts too
  bool offline_access = true;                     ///< whether it is a scope of this server
  bool client_metadata_documents = true;          ///< whether a client id may be the URL of its metadata
  bool second_server = false;                     ///< run another authorization server, for traps
  bool verbose = false;
  bool quiet = false;
};

}  // namespace oauthctl::devserver
