#include "devserver/http/answers.h"

#include <nlohmann/json.hpp>

#include "base/json.h"

namespace oauthctl::devserver {

void answer_json(Response& response, int status, const nlohmann::json& body) {
  response.status = status;
  response.set_content(to_text(body), "application/json");
}

void answer_jwt(Response& response, const std::string& jwt, const char* type) {
  response.status = 200;
  response.set_content(jwt, type);
}

void answer_refusal(Response& response, const Refusal& refusal) {
  answer_json(response, refusal.status(), {{"error", refusal.error()}, {"error_description", refusal.description()}});
  if (refusal.error() == "invalid_client") {
    response.add_header("WWW-Authenticate", "Basic realm=\"oauthctl development server\"");
  }
}

void allow_caching(Response& response) {
  response.set_header("Cache-Control", "public, max-age=300");
}

void answer_redirect(Response& response, const std::string& location) {
  response.status = 303;
  response.add_header("Location", location);
}

}  // namespace oauthctl::devserver
