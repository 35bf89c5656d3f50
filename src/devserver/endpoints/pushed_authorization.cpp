#include <nlohmann/json.hpp>

#include "devserver/endpoints/authorization_request.h"
#include "devserver/endpoints/client_authentication.h"
#include "devserver/endpoints/endpoints.h"
#include "devserver/endpoints/metadata_document.h"
#include "devserver/endpoints/refused_parameters.h"
#include "devserver/endpoints/request_body.h"
#include "devserver/endpoints/tokens/issued_terms.h"
#include "devserver/endpoints/whole_request.h"
#include "devserver/http/answers.h"
#include "devserver/refusal.h"

namespace oauthctl::devserver {
namespace {

/// The form without the client's credentials.
Params pushed_params(Params form, const RegisteredClient& client) {
  for (const char* name : {"client_secret", "client_assertion", "client_assertion_type"}) form.erase(name);
  form.set("client_id", client.client_id);
  return form;
}

}  // namespace

/// RFC 9126 §2. The request is checked here as it will be when the browser brings its name, so that the client learns
/// of an error and not the person.
void push_authorization_request(AuthorizationServer& server, const Request& request, Response& response) {
  const Params form = request_form(request);
  const RegisteredClient client = authenticate_client(server, request, form);
  read_metadata_document(server, client.client_id);
  if (form.contains("request_uri")) throw invalid_request("a pushed request has no request_uri");
  const WholeRequest pushed = opened_request(server, pushed_params(form, client));
  require_signature(client, pushed.from);
  refuse_parameters(server.options, pushed.params);
  require_exact_redirect_uri(server.options, read_destination(server.clients, pushed.params));
  read_authorization_request(client, pushed.params);
  asked_terms(pushed.params);
  answer_json(response, 201,
              {{"request_uri", server.pushed_requests.push(client.client_id, pushed.params)},
               {"expires_in", PushedRequests::lifetime.count()}});
}

}  // namespace oauthctl::devserver
