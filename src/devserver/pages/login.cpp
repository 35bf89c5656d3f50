#include "devserver/pages/layout.h"
#include "devserver/pages/pages.h"

namespace oauthctl::devserver {
namespace {

constexpr const char* login_content = R"(<div class="panel">
<h1>Sign in</h1>
<p class="lead">to continue to <strong>{client_name}</strong></p>
{problem}
<form method="post" action="/authorize/login">
<input type="hidden" name="request" value="{query}">
<input type="hidden" name="form_token" value="{form_token}">
<label for="username">Username</label>
<input type="text" id="username" name="username" value="{username}" autocomplete="username" autocapitalize="none"
 spellcheck="false" required{focus_username}>
<label for="password">Password</label>
<input type="password" id="password" name="password" autocomplete="current-password" required{focus_password}>
<button class="whole">Sign in</button>
</form>
{note}
</div>)";

}  // namespace

void answer_login_page(Response& response, const PendingRequest& pending, const LoginPage& page) {
  const Html focus = Html::fill(" autofocus");
  answer_page(response, page.problem.empty() ? 200 : 403, "Sign in", Width::card,
              Html::fill(login_content, {{"client_name", pending.client_name},
                                         {"problem", alert(page.problem)},
                                         {"query", pending.query},
                                         {"form_token", pending.form_token},
                                         {"username", page.username},
                                         {"focus_username", page.username.empty() ? focus : Html()},
                                         {"focus_password", page.username.empty() ? Html() : focus},
                                         {"note", default_account_note(page.has_default_account)}}),
              pending.redirect_uri);
}

}  // namespace oauthctl::devserver
