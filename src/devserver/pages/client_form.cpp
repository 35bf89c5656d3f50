#include "base/base64.h"
#include "devserver/pages/layout.h"
#include "devserver/pages/pages.h"

namespace oauthctl::devserver {
namespace {

constexpr const char* form_content = R"(<div class="panel">
<h1>Register a client</h1>
<p class="lead">A client is a program that asks this server for tokens.</p>
{problem}
<form method="post" action="/clients">
<input type="hidden" name="form_token" value="{form_token}">
<label for="client_name">Name</label>
<input type="text" id="client_name" name="client_name" value="{client_name}" maxlength="100" required autofocus>
<label for="redirect_uris">Redirect URIs, one per line</label>
<textarea id="redirect_uris" name="redirect_uris" spellcheck="false" required>{redirect_uris}</textarea>
<fieldset>
<legend>Can it keep a secret?</legend>
<label><input type="radio" name="kind" value="confidential"{confidential}>Yes: give it a client secret</label>
<label><input type="radio" name="kind" value="public"{public}>No: PKCE alone protects it</label>
</fieldset>
<button class="whole">Register</button>
</form>
</div>)";

constexpr const char* registered_content = R"(<div class="panel">
<h1>{client_name} is registered</h1>
<p class="lead">Save this as <strong>client.json</strong>. Its secret is shown only once.</p>
<pre>{secrets_file}</pre>
<p><a class="button" href="data:application/json;base64,{encoded}" download="client.json">Download client.json</a></p>
<p>Then sign in:</p>
<pre>oauthctl login --secrets client.json</pre>
<p><a href="/">All clients</a></p>
</div>)";

}  // namespace

void answer_client_form(Response& response, const ClientForm& form, const std::string& form_token) {
  const Html checked = Html::fill(" checked");
  answer_page(response, form.problem.empty() ? 200 : 400, "Register a client", Width::card,
              Html::fill(form_content, {{"problem", alert(form.problem)},
                                        {"form_token", form_token},
                                        {"client_name", form.client_name},
                                        {"redirect_uris", form.redirect_uris},
                                        {"confidential", form.is_public ? Html() : checked},
                                        {"public", form.is_public ? checked : Html()}}));
}

void answer_registered_page(Response& response, const std::string& client_name, const std::string& secrets_file) {
  answer_page(response, 200, "Client registered", Width::wide,
              Html::fill(registered_content, {{"client_name", client_name},
                                              {"secrets_file", secrets_file},
                                              {"encoded", base64_encode(secrets_file)}}));
}

}  // namespace oauthctl::devserver
