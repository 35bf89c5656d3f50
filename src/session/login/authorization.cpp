#include "session/login/authorization.h"

#include "base/duration.h"
#include "base/url.h"
#include "jose/algorithm.h"
#include "oauth/jarm.h"
#include "oauth/secured_request.h"
#include "session/id_token.h"
#include "session/send.h"

namespace oauthctl {
namespace {

PushedAuthorization pushed(Party& party, const Params& parameters, const Services& services) {
  services.notices.step("pushing the authorization request to the server");
  const auto make = [&](const Party& as, const ClientAuth& auth) {
    return pushed_authorization_request(as, auth, parameters);
  };
  const auto [response, basic_unencoded] = send_as_client(party, {make}, services);
  party.client.basic_unencoded = basic_unencoded;
  return parse_pushed_authorization_response(response);
}

}  // namespace

std::string authorization_url(Party& party, const AuthorizationRequest& asked, const Services& services) {
  Params parameters = asked.parameters;
  if (needs_request_object(party)) parameters = signed_request(party, parameters, services.clock(), services.entropy);
  if (needs_pushed_authorization(party)) {
    const PushedAuthorization request = pushed(party, parameters, services);
    services.notices.info("the URL expires in " + describe(request.expires_in));
    parameters = {{"client_id", party.client.client_id}, {"request_uri", request.request_uri}};
  }
  return with_query(asked.endpoint, form_encode(parameters));
}

AuthorizationAnswer::AuthorizationAnswer(const ServerMetadata& server, const Client& client,
                                         const AuthorizationRequest& asked, const Services& services)
    : server_(server), client_(client), asked_(asked), services_(services) {
  if (!wants_signed_response(client)) return;
  require_checkable_response(server, client);
  if (!is_mac(signed_response_algorithm(client))) keys_ = fetch_keys(server, Freshness::any, services);
}

bool AuthorizationAnswer::is_here(const Params& received) {
  if (!wants_signed_response(client_)) return answers(asked_, received);
  const std::optional<Params> inside = decrypted_or_warned(received);
  // Strangers do not know our state, so they cannot make us ask for keys or fill the terminal.
  if (!inside || !claims_to_answer(asked_, *inside)) return false;
  try {
    return answers(asked_, verified(*inside));
  } catch (const Error& error) {
    services_.notices.warning("an answer was turned away: " + error.message());
    return false;
  }
}

Params AuthorizationAnswer::read(const Params& received) {
  return wants_signed_response(client_) ? verified(decrypted_response(received, client_)) : received;
}

std::optional<Params> AuthorizationAnswer::decrypted_or_warned(const Params& received) {
  try {
    return decrypted_response(received, client_);
  } catch (const Error& error) {
    // Its sender is unknown, so the warning is shown only once.
    if (!warned_) services_.notices.warning("an answer was turned away: " + error.message());
    warned_ = true;
    return std::nullopt;
  }
}

Params AuthorizationAnswer::verified(const Params& received) {
  // Done once: the server may have changed its keys since the browser was opened.
  if (keys_ && !asked_again_ && !is_signed_by(*keys_, received)) {
    asked_again_ = true;
    keys_ = fetch_keys(server_, Freshness::revalidated, services_);
  }
  return verify_signed_response(received, server_, client_, keys_, services_.clock());
}

}  // namespace oauthctl
