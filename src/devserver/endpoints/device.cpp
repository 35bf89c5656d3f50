#include "devserver/pages/device.h"

#include "devserver/endpoints/endpoints.h"
#include "devserver/endpoints/request_body.h"
#include "devserver/endpoints/visitor.h"
#include "devserver/http/answers.h"

namespace oauthctl::devserver {
namespace {

constexpr const char* unknown_code = "No device is waiting with this code. It may have expired, or was already used.";

/// A person at the device page. Each form carries all that is known so far: the code, then who it is, then the
/// decision.
struct Verification {
  AuthorizationServer& server;
  const Visitor& visitor;
  Params form;
  DevicePage page;
};

/// The person who is signed in, or signs in with this form.
std::optional<Account> person(Verification& v, Response& response) {
  if (!v.form.contains("username")) {
    const auto session = v.server.sessions.find(v.visitor.cookie());
    return session ? v.server.accounts.find(session->username) : std::nullopt;
  }
  auto account = v.server.accounts.sign_in(v.form.get("username"), Secret(v.form.get("password")));
  if (!account) {
    v.page.problem = "The username or the password is wrong.";
    return std::nullopt;
  }
  // Somebody else may know the previous cookie (session fixation), so the page's form goes with the new one.
  const Secret cookie = v.server.sessions.open(account->username);
  v.visitor.give(response, cookie);
  v.page.form_token = Visitor::form_token_of(cookie);
  return account;
}

/// Without a session, this very form signed the person in.
TimePoint signed_in_at(const Verification& v) {
  const auto session = v.server.sessions.find(v.visitor.cookie());
  return session ? session->signed_in_at : v.server.now();
}

void decide(Verification& v, Response& response, const Account& account, const DeviceRequest& asked) {
  const bool approved = v.form.get("decision") == "approve";
  const auto approval =
      approved ? std::optional(DeviceApproval{account.username, asked.scope, signed_in_at(v)}) : std::nullopt;
  if (!v.server.devices.decide(v.page.user_code, approval)) {
    v.page.problem = unknown_code;
    return answer_device_code_page(response, v.page);
  }
  answer_device_end_page(response, approved);
}

void go_on(Verification& v, Response& response) {
  const auto asked = v.server.devices.find(v.page.user_code);
  const auto client = asked ? v.server.clients.find(asked->client_id) : std::nullopt;
  if (!client) {
    v.page.problem = unknown_code;
    return answer_device_code_page(response, v.page);
  }
  const auto account = person(v, response);
  if (!account) return answer_device_login_page(response, v.page, client->client_name);
  if (v.form.contains("decision")) return decide(v, response, *account, *asked);
  answer_device_consent_page(response, v.page, client->client_name, *account, *asked);
}

}  // namespace

/// RFC 8628 §3.3: the page at verification_uri and verification_uri_complete.
void show_device_form(AuthorizationServer&, const Request& request, Response& response) {
  const Visitor visitor(request, device_path);
  visitor.greet(response);
  answer_device_code_page(response, {present_params(request.query).get("user_code"), visitor.form_token(), ""});
}

void verify_device(AuthorizationServer& server, const Request& request, Response& response) {
  const Visitor visitor(request, device_path);
  Params form = request_form(request);
  visitor.check(form, std::string(device_path) + '?' + form_encode(Params{{"user_code", form.get("user_code")}}));
  Verification verification{server, visitor, std::move(form), {}};
  verification.page = {verification.form.get("user_code"), visitor.form_token(), ""};
  verification.page.username = verification.form.get("username");
  verification.page.has_default_account = server.has_default_account;
  go_on(verification, response);
}

}  // namespace oauthctl::devserver
