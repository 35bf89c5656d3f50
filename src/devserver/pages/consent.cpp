#include "base/url.h"
#include "devserver/pages/layout.h"
#include "devserver/pages/pages.h"
#include "devserver/pages/terms.h"
#include "devserver/state/scopes.h"

namespace oauthctl::devserver {
namespace {

constexpr const char* content = R"(<div class="panel">
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
<p class="label">It would be able to</p>
<ul class="scopes">{scopes}</ul>
{terms}
<div class="choices">
<button class="quiet" name="decision" value="deny">Deny</button>
<button name="decision" value="approve">Allow</button>
</div>
</form>
<p class="after">{afterwards}</p>
</div>)";

constexpr const char* one_scope = R"(<li><label>
<input type="checkbox" name="allow_{name}" checked{fixed}><span>{meaning}</span><code>{name}</code>
</label></li>)";

/// openid cannot be unticked: without it this would be another kind of request.
Html scope_list(const std::string& scope) {
  Html list;
  for (const Scope& known : supported_scopes()) {
    if (!has_scope(scope, known.name)) continue;
    const Html fixed = known.name == "openid" ? Html::fill(" disabled") : Html();
    list += Html::fill(one_scope, {{"name", known.name}, {"meaning", known.meaning}, {"fixed", fixed}});
  }
  return list;
}

std::string afterwards(const std::string& redirect_uri) {
  const auto url = Url::parse(redirect_uri);
  if (url && url->is_loopback()) return "You then go back to the program on this computer that sent you here.";
  return "You then go to " + redirect_uri.substr(0, redirect_uri.find('?'));
}

}  // namespace

void answer_consent_page(Response& response, const PendingRequest& pending, const ConsentPage& page) {
  answer_page(response, 200, "Allow access?", Width::card,
              Html::fill(content, {{"client_name", pending.client_name},
                                   {"query", pending.query},
                                   {"form_token", pending.form_token},
                                   {"scopes", scope_list(page.scope)},
                                   {"terms", terms_panel(page.terms)},
                                   {"initial", page.account.name.substr(0, 1)},
                                   {"name", page.account.name},
                                   {"email", page.account.email},
                                   {"other_account_query", page.other_account_query},
                                   {"afterwards", afterwards(pending.redirect_uri)}}),
              pending.redirect_uri);
}

}  // namespace oauthctl::devserver
