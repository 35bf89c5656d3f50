#include "devserver/endpoints/client_authentication.h"
#include "devserver/endpoints/endpoints.h"
#include "devserver/endpoints/request_form.h"

namespace oauthctl::devserver {

/// RFC 7009. A token that is unknown or gone is no error (§2.2).
void revoke(AuthorizationServer& server, const Request& request, Response& response) {
  const Params form = request_form(request);
  const RegisteredClient client = authenticate_client(server, request, form);
  server.grants.revoke(Secret(required(form, "token")), client.client_id);
  response.status = 200;
}

}  // namespace oauthctl::devserver
