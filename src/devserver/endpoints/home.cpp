#include "devserver/endpoints/endpoints.h"
#include "devserver/pages/pages.h"
#include "devserver/pages/style.h"

namespace oauthctl::devserver {

void home(AuthorizationServer& server, const Request&, Response& response) {
  answer_home_page(response, {server.issuer, server.options.client_file, server.options.tls_ca_file,
                              server.accounts.all(), server.clients.all()});
}

void show_stylesheet(AuthorizationServer&, const Request&, Response& response) {
  response.set_content(stylesheet, "text/css");
}

void show_icon(AuthorizationServer&, const Request&, Response& response) {
  response.set_content(icon, "image/svg+xml");
}

}  // namespace oauthctl::devserver
