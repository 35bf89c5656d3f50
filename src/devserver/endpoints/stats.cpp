#include <nlohmann/json.hpp>

#include "devserver/endpoints/endpoints.h"
#include "devserver/http/answers.h"

namespace oauthctl::devserver {

void show_stats(AuthorizationServer& server, const Request&, Response& response) {
  const Stats::Counts counts = server.stats.counts();
  answer_json(response, 200, {{"requests", counts.requests}, {"grants", counts.grants}});
}

void reset_stats(AuthorizationServer& server, const Request&, Response& response) {
  server.stats.reset();
  response.status = 204;
}

}  // namespace oauthctl::devserver
