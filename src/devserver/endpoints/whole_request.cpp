#include "devserver/endpoints/whole_request.h"

#include "devserver/clients/request_object.h"
#include "devserver/endpoints/request_body.h"
#include "devserver/refusal.h"

namespace oauthctl::devserver {
namespace {

using From = WholeRequest::From;

}  // namespace

WholeRequest opened_request(AuthorizationServer& server, const Params& params) {
  if (!params.contains("request")) return {params, From::query};
  refuse_repetition(params);
  if (params.contains("request_uri")) throw invalid_request("a request must not have both request and request_uri");
  const auto client = server.clients.find(required(params, "client_id"));
  if (!client) throw Refusal(400, "invalid_client", "no such client is registered");
  return {read_request_object(*client, params.get("request"), server.issuer, server.now()), From::request_object};
}

WholeRequest whole_request(AuthorizationServer& server, const Params& params) {
  if (!params.contains("request_uri") || params.contains("request")) return opened_request(server, params);
  refuse_repetition(params);
  auto pushed = server.pushed_requests.take(params.get("request_uri"), required(params, "client_id"));
  if (pushed) return {*std::move(pushed), From::pushed};
  throw Refusal(400, "invalid_request_uri", "the request_uri is unknown, already used or expired");
}

void require_signature(const RegisteredClient& client, From from) {
  // A pushed request was checked when it was pushed.
  if (client.rules.require_signed_request_object && from == From::query)
    throw invalid_request("the authorization request is not signed");
}

void check_origin(const AuthorizationServer& server, const RegisteredClient& client, From from) {
  const bool must_be_pushed =
      server.options.require_pushed_authorization_requests || client.rules.require_pushed_authorization_requests;
  if (must_be_pushed && from != From::pushed) throw invalid_request("the authorization request was not pushed");
  require_signature(client, from);
}

}  // namespace oauthctl::devserver
