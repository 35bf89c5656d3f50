#include "devserver/state/faults.h"

#include <algorithm>

#include "base/text.h"
#include "devserver/endpoints/endpoints.h"
#include "devserver/endpoints/json_body.h"
#include "devserver/refusal.h"

namespace oauthctl::devserver {
namespace {

int small_number(const JsonObject& object, const char* name, int otherwise, int most) {
  const auto value = object.integer(name).value_or(otherwise);
  if (value < 0 || value > most) object.fail(name, "must be from 0 to " + std::to_string(most));
  return static_cast<int>(value);
}

Params read_headers(const JsonObject& object) {
  Params headers;
  if (!object.has("headers")) return headers;
  const JsonObject values = object.object("headers");
  for (const std::string& name : values.names()) headers.add(name, values.string(name.c_str()));
  return headers;
}

Fault read_fault(const Request& request) {
  const JsonObject object = json_body(request);
  Fault fault;
  fault.endpoint = object.required_string("endpoint");
  fault.count = small_number(object, "count", 1, 1'000'000);
  fault.delay = std::chrono::milliseconds(small_number(object, "delay_ms", 0, 600'000));
  fault.status = small_number(object, "status", 0, 599);
  fault.headers = read_headers(object);
  fault.body = object.string("body");
  fault.endless = object.boolean("endless").value_or(false);
  fault.lose_answer = object.boolean("lose_answer").value_or(false);
  return fault;
}

}  // namespace

void add_fault(AuthorizationServer& server, const Request& request, Response& response) {
  try {
    const Fault fault = read_fault(request);
    if (!server.faults.add(fault))
      throw Refusal(400, "invalid_request", "there is no endpoint " + printable(fault.endpoint, 60));
  } catch (const Error& error) {
    throw Refusal(400, "invalid_request", error.message());
  }
  response.status = 204;
}

void clear_faults(AuthorizationServer& server, const Request&, Response& response) {
  server.faults.clear();
  response.status = 204;
}

}  // namespace oauthctl::devserver
