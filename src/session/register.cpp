#include "session/register.h"

#include "base/json.h"
#include "base/text.h"
#include "model/client_json.h"
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

bool ends_soon(const std::optional<TimePoint>& client_secret_expires_at, TimePoint now) {
  return client_secret_expires_at && *client_secret_expires_at - std::chrono::minutes{15} <= now;
}

bool renew_client_secret(const std::string& path, const Services& services) {
  const std::string source = printable(path, 4096);
  bool is_fresh = true;
  services.change_client_file(path, [&](const Secret& text) -> std::optional<Secret> {
    try {
      const auto file = JsonObject::parse(text.reveal(), source, ErrorKind::usage);
      // Another process may have been the first.
      if (!ends_soon(read_client_members(file).client_secret_expires_at, services.clock())) return std::nullopt;
      const RegisteredClient before = read_registered_client(text.reveal(), source);
      return client_file_of(update_client(before, {}, services), {}, text);
    } catch (const Error& error) {
      if (error.kind() == ErrorKind::unavailable || error.kind() == ErrorKind::interrupted) throw;
      services.notices.step("the client's secret could not be renewed: " + error.message());
      is_fresh = false;
      return std::nullopt;
    }
  });
  return is_fresh;
}

void delete_client(const RegisteredClient& client, const Services& services) {
  services.notices.step("ending the registration");
  parse_client_delete_response(services.transport.send(client_delete_request(client)));
}

}  // namespace oauthctl
