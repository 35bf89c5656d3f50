#include "devserver/resources/described_resource.h"

#include <algorithm>

namespace oauthctl::devserver {
namespace {

constexpr std::string_view resource_paths[] = {"/mcp", "/team/notes/mcp", ""};

bool is_below(std::string_view path, std::string_view above) {
  return path.starts_with(above) && (path.size() == above.size() || path[above.size()] == '/');
}

DescribedResource resource_at_or_above(const Request& request, std::string_view path) {
  for (const Trap& trap : traps()) {
    const std::string own = std::string(traps_path) + '/' + trap.name;
    if (is_below(path, own)) return {request.origin(), own, &trap};
  }
  const auto* found = std::find_if(std::begin(resource_paths), std::end(resource_paths),
                                   [&](std::string_view known) { return is_below(path, known); });
  return {request.origin(), std::string(found == std::end(resource_paths) ? "" : *found)};
}

}  // namespace

bool DescribedResource::accepts(const std::vector<std::string>& audience) const {
  if (audience.empty()) return true;
  return std::any_of(audience.begin(), audience.end(),
                     [&](const std::string& uri) { return trap == nullptr ? uri == url() : uri.starts_with(origin); });
}

DescribedResource resource_above(const Request& request) {
  return resource_at_or_above(request, request.path);
}

std::optional<DescribedResource> resource_described_at(const Request& request) {
  const std::string_view path = std::string_view(request.path).substr(resource_metadata_path.size());
  DescribedResource place = resource_at_or_above(request, path);
  if (place.path != path) return std::nullopt;
  return place;
}

}  // namespace oauthctl::devserver
