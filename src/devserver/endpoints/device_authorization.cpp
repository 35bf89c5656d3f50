#include <nlohmann/json.hpp>

#include "devserver/clients/grant_types.h"
#include "devserver/endpoints/client_authentication.h"
#include "devserver/endpoints/endpoints.h"
#include "devserver/endpoints/refused_parameters.h"
#include "devserver/endpoints/request_body.h"
#include "devserver/endpoints/tokens/issued_terms.h"
#include "devserver/http/answers.h"
#include "devserver/refusal.h"
#include "devserver/state/scopes.h"

namespace oauthctl::devserver {
namespace {

DeviceRequest read_device_request(const RegisteredClient& client, const Params& form) {
  const std::string scope = form.find("scope").value_or("openid");
  if (!is_supported(scope)) throw invalid_scope("scope has a word that this server does not know");
  const bool has_challenge = form.contains("code_challenge");
  if (has_challenge && form.get("code_challenge_method") != "S256") {
    throw invalid_request("code_challenge_method must be S256");
  }
  return {client.client_id, scope, form.get("code_challenge"), asked_terms(form)};
}

}  // namespace

/// RFC 8628 §3.1.
void device_authorization(AuthorizationServer& server, const Request& request, Response& response) {
  const Params form = request_form(request);
  const RegisteredClient client = authenticate_client(server, request, form);
  if (!client.may_use(device_grant_type)) {
    throw unauthorized_client("the client is not registered for the device grant");
  }
  refuse_parameters(server.options, form);
  const DeviceRequest asked = read_device_request(client, form);
  const DeviceCodes codes = server.devices.begin(asked);
  server.terms.put(codes.device_code, asked.terms);
  if (server.options.auto_approve) {
    server.devices.decide(codes.user_code,
                          DeviceApproval{server.accounts.all().front().username, asked.scope, server.now()});
  }
  const std::string page = server.issuer + device_path;
  answer_json(response, 200,
              {{"device_code", codes.device_code.reveal()},
               {"user_code", codes.user_code},
               {"verification_uri", page},
               {"verification_uri_complete", page + "?user_code=" + codes.user_code},
               {"expires_in", Devices::lifetime.count()},
               {"interval", Devices::interval.count()}});
}

}  // namespace oauthctl::devserver
