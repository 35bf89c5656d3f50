#include "session/register.h"

#include "session/discover.h"

namespace oauthctl {
namespace {

/// RFC 7592 §3: a token or an address that the answer leaves out stays as it was.
RegisteredClient with_old_access(RegisteredClient fresh, const RegisteredClient& old) {
  if (fresh.registration_access_token.empty()) fresh.registration_access_token = old.registration_access_token;
  if (fresh.registration_client_uri.empty()) fresh.registration_client_uri = old.registration_client_uri;
  return fresh;
}

}  // namespace

RegisteredClient register_client(const std::string& issuer, const ClientMetadata& wanted,
                                 const Secret& initial_access_token, const Services& services) {
  ClientFile asked;
  asked.server.issuer = issuer;
  return register_client(find_server(asked, services), wanted, initial_access_token, services);
}

RegisteredClient register_client(const ServerMetadata& server, const ClientMetadata& wanted,
                                 const Secret& initial_access_token, const Services& services) {
  services.notices.step("registering a client");
  return parse_registration_response(
      services.transport.send(registration_request(server, wanted, initial_access_token)));
}

RegisteredClient read_client(const RegisteredClient& client, const Services& services) {
  services.notices.step("asking what is registered");
  return with_old_access(parse_registration_response(services.transport.send(client_read_request(client))), client);
}

RegisteredClient update_client(const RegisteredClient& known, const ClientMetadata& changes, const Services& services) {
  services.notices.step("changing the registration");
  return with_old_access(parse_registration_response(services.transport.send(client_update_request(known, changes))),
                         known);
}

void delete_client(const RegisteredClient& client, const Services& services) {
  services.notices.step("ending the registration");
  parse_client_delete_response(services.transport.send(client_delete_request(client)));
}

}  // namespace oauthctl
