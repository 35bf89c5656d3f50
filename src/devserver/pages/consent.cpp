#include "base/url.h"
#include "devserver/pages/access_panel.h"
#include "devserver/pages/layout.h"
#include "devserver/pages/pages.h"

namespace oauthctl::devserver {
namespace {

constexpr const char* consent_content = R"(<div class="panel">
<h1>Allow access?</h1>
<p class="lead"><strong>{client_name}</strong> asks for access to your account.</p>
<form method="post" action="/authorize/consent">
<input type="hidden" name="request" value="{query}">
<input type="hidden" name="form_token" value="{form_token}">
<div class="person">
<span class="avatar" aria-hidden="true">{initial}</span>
<div>{name}<br><span class="small">{email}</span></div>
<a href="/authorize?{other_account_query}">Not you?</a>
</div>
{access}<div class="choices">
<button class="quiet" name="decision" value="deny">Deny</button>
<button name="decision" value="approve">Allow</button>
</div>
</form>
<p class="after">{afterwards}</p>
</div>)";

std::string afterwards(const std::string& redirect_uri) {
  const auto url = Url::parse(redirect_uri);
  if (url && url->is_loopback()) return "You then go back to the program on this computer that sent you here.";
  return "You then go to " + redirect_uri.substr(0, redirect_uri.find('?'));
}

}  // namespace

void answer_consent_page(Response& response, const PendingRequest& pending, const ConsentPage& page) {
  answer_page(response, 200, "Allow access?", Width::card,
              Html::fill(consent_content, {{"client_name", pending.client_name},
                                           {"query", pending.query},
                                           {"form_token", pending.form_token},
                                           {"access", access_panel(page.scope, page.terms, Choice::of_each_scope)},
                                           {"initial", page.account.name.substr(0, 1)},
                                           {"name", page.account.name},
                                           {"email", page.account.email},
                                           {"other_account_query", page.other_account_query},
                                           {"afterwards", afterwards(pending.redirect_uri)}}),
              pending.redirect_uri);
}

}  // namespace oauthctl::devserver
