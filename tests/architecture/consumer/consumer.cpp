#include <oauthctl/authorization.h>
#include <oauthctl/client_file.h>
#include <oauthctl/token_response.h>

int main() {
  const auto secrets =
      oauthctl::parse_client_file(R"({"client_id": "consumer", "token_endpoint": "https://as.example/token",
      "authorization_endpoint": "https://as.example/authorize"})",
                                  "consumer");
  const auto entropy = [](std::size_t count) { return std::string(count, 'x'); };
  const auto request =
      oauthctl::begin_authorization(secrets.server, secrets.client, "http://127.0.0.1/", "openid", {}, entropy);
  oauthctl::HttpResponse answer{200, {{"content-type", "application/json"}}, R"({"access_token":"t"})", ""};
  const auto reply = oauthctl::parse_token_response(answer, {});
  return request.url.starts_with("https://as.example/authorize?") &&
                 std::get<oauthctl::TokenSet>(reply).access_token.reveal() == "t"
             ? 0
             : 1;
}
