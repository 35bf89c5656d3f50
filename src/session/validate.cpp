#include "session/validate.h"

#include "session/renewal.h"

namespace oauthctl {
namespace {

std::optional<Validation> by_introspection(const Party& party, const Record& record, const Services& services) {
  if (party.server.introspection_endpoint.empty()) return std::nullopt;
  HttpRequest request = introspection_request(party.server, party.client, client_auth(party.server, party.client),
                                              record.tokens.access_token);
  request.may_repeat = true;
  const auto answer = parse_introspection_response(services.transport.send(request));
  if (!answer) {
    services.notices.step("introspection refuses this client");
    return std::nullopt;
  }
  Validation validation{answer->active, "introspection", answer->scope, answer->exp, {}};
  validation.account.sub = answer->sub;
  validation.account.preferred_username = answer->username;
  return validation;
}

std::optional<Validation> by_userinfo(const Party& party, const Record& record, const Services& services) {
  if (party.server.userinfo_endpoint.empty()) return std::nullopt;
  HttpRequest request = userinfo_request(party.server, record.tokens);
  request.may_repeat = true;
  const auto account = parse_userinfo_response(services.transport.send(request));
  Validation validation{account.has_value(), "userinfo", {}, {}, {}};
  if (account) validation.account = *account;
  return validation;
}

}  // namespace

Validation validate(const Record& record, const Services& services) {
  const Party party = party_of(record, services);
  if (auto validation = by_introspection(party, record, services)) return *validation;
  if (auto validation = by_userinfo(party, record, services)) return *validation;
  throw Error(ErrorKind::protocol, "the server offers neither introspection nor userinfo, so it cannot be asked",
              "oauthctl request a URL that the token is for");
}

}  // namespace oauthctl
