#include "base/text.h"
#include "devserver/pages/layout.h"
#include "devserver/pages/pages.h"

namespace oauthctl::devserver {
namespace {

constexpr const char* home_content = R"(<div class="panel">
<h1>An authorization server of your own</h1>
<p class="lead">Its issuer is <strong>{issuer}</strong></p>
<p>{how}</p>
<pre>{trust}oauthctl login --secrets {client_file}
oauthctl request {issuer}/resource</pre>
<p>Or begin with a resource, and without a client file:</p>
<pre>{trust}oauthctl login {issuer}/mcp
oauthctl request {issuer}/mcp</pre>
</div>
<div class="panel">
<h2>Who can sign in</h2>
<table>{accounts}</table>
</div>
<div class="panel">
<div class="head"><h2>Clients</h2><a href="/clients/new">Register a client</a></div>
<table>{clients}</table>
</div>
<div class="panel">
<h2>Endpoints</h2>
<table>{endpoints}</table>
</div>)";

constexpr const char* row = "<tr><th>{name}</th><td>{value}</td></tr>\n";

struct Endpoint {
  const char* name;
  const char* path;
  bool can_be_opened;
};

constexpr Endpoint endpoints[] = {
    {"Discovery", "/.well-known/openid-configuration", true},
    {"Keys", "/jwks", true},
    {"Authorization", "/authorize", false},
    {"Pushed requests", "/par", false},
    {"Device authorization", "/device_authorization", false},
    {"Code of a device", "/device", true},
    {"Token", "/token", false},
    {"User info", "/userinfo", false},
    {"Introspection", "/introspect", false},
    {"Revocation", "/revoke", false},
    {"Client registration", "/register", false},
    {"Example API", "/resource", true},
    {"Resource with metadata", "/mcp", false},
    {"Resources that misbehave", "/traps", true},
    {"Sign-out", "/authorize/end_session", false},
    {"Statistics", "/stats", true},
};

Html account_rows(const std::vector<Account>& accounts) {
  Html rows;
  for (const Account& account : accounts) {
    rows += Html::fill(row, {{"name", account.username}, {"value", account.name + " · " + account.email}});
  }
  return rows;
}

Html client_rows(const std::vector<RegisteredClient>& clients) {
  Html rows;
  for (const RegisteredClient& client : clients) {
    const Html details =
        Html::fill(R"(<code>{client_id}</code> · {kind}<br><span class="small">{redirect_uris}</span>)",
                   {{"client_id", client.client_id},
                    {"kind", client.is_public() ? "public" : "confidential"},
                    {"redirect_uris", join(client.redirect_uris, ", ")}});
    rows += Html::fill(row, {{"name", client.client_name}, {"value", details}});
  }
  return rows;
}

Html endpoint_rows() {
  Html rows;
  for (const Endpoint& endpoint : endpoints) {
    const char* literal =
        endpoint.can_be_opened ? R"(<a href="{path}"><code>{path}</code></a>)" : "<code>{path}</code>";
    rows += Html::fill(row, {{"name", endpoint.name}, {"value", Html::fill(literal, {{"path", endpoint.path}})}});
  }
  return rows;
}

}  // namespace

void answer_home_page(Response& response, const HomePage& page) {
  const bool has_file = !page.client_file.empty();
  const Html how = Html::fill(
      has_file
          ? "Sign in from the command line, and call the example API with the token:"
          : R"(<a href="/clients/new">Register a client</a>, save its client file as client.json, then sign in and call
the example API with the token:)");
  const std::string trust =
      page.tls_ca_file.empty() ? "" : "export SSL_CERT_FILE=" + shell_word(page.tls_ca_file) + '\n';
  answer_page(response, 200, "Home", Width::wide,
              Html::fill(home_content, {{"issuer", page.issuer},
                                        {"how", how},
                                        {"trust", trust},
                                        {"client_file", has_file ? page.client_file : "client.json"},
                                        {"accounts", account_rows(page.accounts)},
                                        {"clients", client_rows(page.clients)},
                                        {"endpoints", endpoint_rows()}}));
}

}  // namespace oauthctl::devserver
