#include "devserver/endpoints/request_body.h"

#include "base/text.h"
#include "devserver/refusal.h"
#include "oauthctl/error.h"

namespace oauthctl::devserver {
namespace {

Params decoded(std::string_view encoded) {
  try {
    return form_decode(encoded);
  } catch (const Error& error) {
    throw invalid_request(error.message());
  }
}

}  // namespace

Params present_params(std::string_view encoded) {
  Params present;
  for (const auto& [name, value] : decoded(encoded)) {
    if (!value.empty()) present.add(name, value);
  }
  return present;
}

void refuse_repetition(const Params& params) {
  for (const auto& [name, value] : params) {
    if (name == "resource") continue;  // RFC 8707 §2: one for each place
    if (params.count(name) > 1) throw invalid_request(printable(name, 40) + " is given twice");
  }
}

Params request_form(const Request& request) {
  const std::string type = to_lower(request.header("Content-Type"));
  if (type.substr(0, type.find(';')) != "application/x-www-form-urlencoded") {
    throw invalid_request("the body must be application/x-www-form-urlencoded");
  }
  Params form = present_params(request.body);
  refuse_repetition(form);
  return form;
}

std::string required(const Params& params, std::string_view name) {
  auto value = params.find(name);
  if (!value) throw invalid_request(std::string(name) + " is missing");
  return *value;
}

JsonObject json_body(const Request& request) {
  const std::string type = to_lower(request.header("Content-Type"));
  if (type.substr(0, type.find(';')) != "application/json") {
    throw Refusal(415, "invalid_request", "the body must be application/json");
  }
  return JsonObject::parse(request.body, "the request", ErrorKind::protocol);
}

}  // namespace oauthctl::devserver
