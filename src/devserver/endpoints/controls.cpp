#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/text.h"
#include "devserver/endpoints/endpoints.h"
#include "devserver/endpoints/request_body.h"
#include "devserver/http/answers.h"
#include "devserver/refusal.h"
#include "devserver/state/faults.h"

/// Controls for tests: counters, new keys, faults.
namespace oauthctl::devserver {
namespace {

/// A fault can answer with any page, so other users of this machine must not plant one.
void require_faults_token(const AuthorizationServer& server, const Request& request) {
  if (server.faults_token.empty())
    throw Refusal(404, "not_found", "this server takes no faults: start it with --faults-header-file FILE");
  if (!(bearer_token(request) == server.faults_token))
    throw Refusal(401, "invalid_token", "a fault needs the header field in the file of --faults-header-file");
}

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

void show_stats(AuthorizationServer& server, const Request&, Response& response) {
  const Stats::Counts counts = server.stats.counts();
  answer_json(response, 200, {{"requests", counts.requests}, {"grants", counts.grants}});
}

void reset_stats(AuthorizationServer& server, const Request&, Response& response) {
  server.stats.reset();
  response.status = 204;
}

void rotate_keys(AuthorizationServer& server, const Request& request, Response& response) {
  try {
    const bool withdraw = json_body(request).boolean("withdraw").value_or(false);
    server.signing_keys.rotate(withdraw ? SigningKeys::Old::withdrawn : SigningKeys::Old::published);
  } catch (const Error& error) {
    throw invalid_request(error.message());
  }
  response.status = 204;
}

void add_fault(AuthorizationServer& server, const Request& request, Response& response) {
  require_faults_token(server, request);
  try {
    const Fault fault = read_fault(request);
    if (!server.faults.add(fault)) throw invalid_request("unknown endpoint " + printable(fault.endpoint, 60));
  } catch (const Error& error) {
    throw invalid_request(error.message());
  }
  response.status = 204;
}

void clear_faults(AuthorizationServer& server, const Request& request, Response& response) {
  require_faults_token(server, request);
  server.faults.clear();
  response.status = 204;
}

}  // namespace oauthctl::devserver
