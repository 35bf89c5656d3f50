#include "session/authorization_url.h"

#include "base/duration.h"
#include "base/url.h"
#include "oauth/pushed_authorization.h"
#include "oauth/request_object.h"

namespace oauthctl {
namespace {

HttpResponse push(const LoginPlan& plan, const Client& as, const Params& parameters, const Services& services) {
  const ServerMetadata& server = plan.record.server;
  return services.transport.send(
      pushed_authorization_request(server, as, client_auth(server, as, services), parameters));
}

/// Pushing is where the server first sees the client's secret, so it may be here that it wants it without encoding.
PushedAuthorization pushed(const LoginPlan& plan, const Params& parameters, const Services& services) {
  services.notices.step("pushing the authorization request to the server");
  const HttpResponse response = push(plan, plan.client, parameters, services);
  if (response.status != 401 || !basic_needs_encoding(plan.client))
    return parse_pushed_authorization_response(response);
  services.notices.step("the server refused the form-encoded client secret: once more without the encoding");
  Client as = plan.client;
  as.basic_unencoded = !as.basic_unencoded;
  return parse_pushed_authorization_response(push(plan, as, parameters, services));
}

}  // namespace

std::string authorization_url(const LoginPlan& plan, const AuthorizationRequest& asked, const Services& services) {
  const ServerMetadata& server = plan.record.server;
  Params parameters = asked.parameters;
  if (needs_request_object(server, plan.client)) {
    parameters = signed_request(server, plan.client, parameters, services.clock(), services.entropy);
  }
  if (needs_pushed_authorization(server, plan.client)) {
    const PushedAuthorization request = pushed(plan, parameters, services);
    services.notices.info("the URL of this login is good for " + describe(request.expires_in));
    parameters = {{"client_id", plan.client.client_id}, {"request_uri", request.request_uri}};
  }
  return with_query(asked.endpoint, form_encode(parameters));
}

}  // namespace oauthctl
