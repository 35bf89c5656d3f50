#include "devserver/answers.h"
#include "devserver/endpoints/authorization_request.h"
#include "devserver/endpoints/endpoints.h"
#include "devserver/endpoints/request_form.h"

namespace oauthctl::devserver {
namespace {

std::string query_of(const httplib::Request& request) {
  const auto mark = request.target.find('?');
  return mark == std::string::npos ? "" : request.target.substr(mark + 1);
}

Params error_answer(const Refusal& refusal) {
  return {{"error", refusal.error()}, {"error_description", refusal.description()}};
}

Account account_without_asking(Accounts& accounts, const std::string& login_hint) {
  if (auto hinted = accounts.find(login_hint)) return *hinted;
  return accounts.all().front();
}

Params approve(AuthorizationServer& server, const Destination& destination, const AuthorizationRequest& asked,
               const Account& account) {
  const Secret code = server.grants.issue_code(
      {destination.client.client_id, account.username, asked.scope, asked.redirect_uri, asked.code_challenge});
  return {{"code", code.reveal()}};
}

}  // namespace

/// RFC 6749 §4.1.1.
void authorize(AuthorizationServer& server, const httplib::Request& request, httplib::Response& response) {
  const Params params = present_params(query_of(request));
  const Destination destination = read_destination(server.clients, params);
  Params answer;
  try {
    const AuthorizationRequest asked = read_authorization_request(destination.client, params);
    answer = approve(server, destination, asked, account_without_asking(server.accounts, asked.login_hint));
  } catch (const Refusal& refusal) {
    answer = error_answer(refusal);
  }
  answer_redirect(response, answer_url(destination, server.issuer, answer));
}

}  // namespace oauthctl::devserver
