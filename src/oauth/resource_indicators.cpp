#include "oauth/resource_indicators.h"

namespace oauthctl {

void add_resource(Params& params, const Client& client) {
  for (const std::string& uri : client.resource) params.add("resource", uri);
}

void add_target(Params& params, const Client& client) {
  add_resource(params, client);
  if (!client.authorization_details.empty()) params.add("authorization_details", client.authorization_details);
}

}  // namespace oauthctl
