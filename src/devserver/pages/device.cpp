#include "devserver/pages/device.h"

#include "devserver/pages/access_panel.h"
#include "devserver/pages/layout.h"

namespace oauthctl::devserver {
namespace {

constexpr const char* device_code_content = R"(<div class="panel">
<h1>Connect a device</h1>
<p class="lead">Enter the code that the device shows.</p>
{problem}
<form method="post" action="/device">
<input type="hidden" name="form_token" value="{form_token}">
<label for="user_code">Code</label>
<input type="text" class="code" id="user_code" name="user_code" value="{user_code}" autocomplete="off" autocapitalize="characters"
 spellcheck="false" required autofocus>
<button class="whole">Continue</button>
</form>
</div>)";

constexpr const char* device_login_content = R"(<div class="panel">
<h1>Sign in</h1>
<p class="lead">to connect the device with the code <strong class="code">{user_code}</strong> to <strong>{client_name}</strong></p>
{problem}
<form method="post" action="/device">
<input type="hidden" name="form_token" value="{form_token}">
<input type="hidden" name="user_code" value="{user_code}">
<label for="username">Username</label>
<input type="text" id="username" name="username" value="{username}" autocomplete="username" autocapitalize="none"
 spellcheck="false" required{focus_username}>
<label for="password">Password</label>
<input type="password" id="password" name="password" autocomplete="current-password" required{focus_password}>
<button class="whole">Sign in</button>
</form>
{note}
</div>)";

constexpr const char* device_consent_content = R"(<div class="panel">
<h1>Allow access?</h1>
<p class="lead"><strong>{client_name}</strong> asks for access to your account, on a device that shows the code
<strong class="code">{user_code}</strong>. Allow it only if that device is yours.</p>
<form method="post" action="/device">
<input type="hidden" name="form_token" value="{form_token}">
<input type="hidden" name="user_code" value="{user_code}">
<div class="person">
<span class="avatar" aria-hidden="true">{initial}</span>
<div>{name}<br><span class="small">{email}</span></div>
</div>
{access}<div class="choices">
<button class="quiet" name="decision" value="deny">Deny</button>
<button name="decision" value="approve">Allow</button>
</div>
</form>
</div>)";

constexpr const char* device_end_content = R"(<div class="panel">
{mark}<h1>{title}</h1>
<p class="lead">You can close this page and go back to the device.</p>
</div>)";

int status_of(const DevicePage& page) {
  return page.problem.empty() ? 200 : 403;
}

}  // namespace

void answer_device_code_page(Response& response, const DevicePage& page) {
  answer_page(
      response, status_of(page), "Connect a device", Width::card,
      Html::fill(device_code_content,
                 {{"problem", alert(page.problem)}, {"form_token", page.form_token}, {"user_code", page.user_code}}));
}

void answer_device_login_page(Response& response, const DevicePage& page, const std::string& client_name) {
  const Html focus = Html::fill(" autofocus");
  answer_page(response, status_of(page), "Sign in", Width::card,
              Html::fill(device_login_content, {{"user_code", page.user_code},
                                                {"client_name", client_name},
                                                {"username", page.username},
                                                {"focus_username", page.username.empty() ? focus : Html()},
                                                {"focus_password", page.username.empty() ? Html() : focus},
                                                {"note", default_account_note(page.has_default_account)},
                                                {"problem", alert(page.problem)},
                                                {"form_token", page.form_token}}));
}

void answer_device_consent_page(Response& response, const DevicePage& page, const std::string& client_name,
                                const Account& account, const DeviceRequest& asked) {
  answer_page(
      response, 200, "Allow access?", Width::card,
      Html::fill(device_consent_content, {{"client_name", client_name},
                                          {"user_code", page.user_code},
                                          {"form_token", page.form_token},
                                          {"initial", account.name.substr(0, 1)},
                                          {"name", account.name},
                                          {"email", account.email},
                                          {"access", access_panel(asked.scope, asked.terms, Choice::of_all_or_none)}}));
}

void answer_device_end_page(Response& response, bool approved) {
  const char* title = approved ? "The device is connected" : "The device was denied";
  answer_page(response, 200, title, Width::card,
              Html::fill(device_end_content, {{"mark", mark(approved)}, {"title", title}}));
}

}  // namespace oauthctl::devserver
