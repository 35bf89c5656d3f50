#include "devserver/endpoints/json_body.h"

#include "base/text.h"
#include "devserver/refusal.h"

namespace oauthctl::devserver {

JsonObject json_body(const Request& request) {
  const std::string type = to_lower(request.header("Content-Type"));
  if (type.substr(0, type.find(';')) != "application/json") {
    throw Refusal(415, "invalid_request", "the body must be application/json");
  }
  return JsonObject::parse(request.body, "the request", ErrorKind::protocol);
}

}  // namespace oauthctl::devserver
