#include "config/same_server.h"

#include <set>
#include <string>

#include "base/url.h"
#include "model/server/metadata_json.h"

namespace oauthctl {
namespace {

std::string origin_of(const std::string& text) {
  const auto url = Url::parse(text);
  return url ? url->origin() : std::string{};
}

}  // namespace

bool names_same_server(const ServerMetadata& file, const ServerMetadata& record) {
  std::set<std::string> origins{origin_of(file.issuer)};
  for_each_endpoint(file, [&](const char*, const std::string& url) { origins.insert(origin_of(url)); });
  origins.erase("");
  bool same = true;
  for_each_endpoint(record,
                    [&](const char*, const std::string& url) { same = same && origins.contains(origin_of(url)); });
  return same;
}

}  // namespace oauthctl
