// responder [CERTIFICATE KEY]: an authorization server that agrees to everything and always answers with the same
// tokens, so that what is measured is the client. Prints its origin when it is ready.

#include <httplib.h>

#include <cstdio>
#include <memory>
#include <string>

namespace {

constexpr const char* tokens = R"({"access_token":"bench-access-token-0123456789abcdef","token_type":"Bearer",)"
                               R"("expires_in":3600,"refresh_token":"bench-refresh-token-0123456789abcdef"})";

void serve(httplib::Server& server, const std::string& scheme) {
  server.Get("/authorize", [](const httplib::Request& request, httplib::Response& response) {
    response.set_redirect(request.get_param_value("redirect_uri") +
                          "?code=bench&state=" + request.get_param_value("state"));
  });
  server.Post("/token", [](const httplib::Request&, httplib::Response& response) {
    response.set_content(tokens, "application/json");
  });
  server.set_tcp_nodelay(true);
  const int port = server.bind_to_any_port("127.0.0.1");
  std::printf("%s://127.0.0.1:%d\n", scheme.c_str(), port);
  std::fflush(stdout);
  server.listen_after_bind();
}

}  // namespace

int main(int argc, char** argv) {
  if (argc == 3) {
    httplib::SSLServer server(argv[1], argv[2]);
    serve(server, "https");
  } else {
    httplib::Server server;
    serve(server, "http");
  }
}
