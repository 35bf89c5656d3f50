#include "config/same_server.h"

#include "base/url.h"
#include "model/server/metadata_json.h"

namespace oauthctl {

bool names_same_server(const ServerMetadata& file, const ServerMetadata& record) {
  const auto origins = origins_of(file);
  bool same = true;
  for_each_endpoint(record,
                    [&](const char*, const std::string& url) { same = same && origins.contains(origin_of(url)); });
  return same;
}

}  // namespace oauthctl
