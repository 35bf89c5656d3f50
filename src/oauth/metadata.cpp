#include "oauth/metadata.h"

#include "base/text.h"
#include "base/url.h"
#include "model/metadata_json.h"

namespace oauthctl {

ServerMetadata parse_metadata(std::string_view json, std::string_view source) {
  const auto document = JsonObject::parse(json, std::string(source), ErrorKind::protocol);
  ServerMetadata metadata = read_metadata(document);
  // Secrets go to these URLs and some are opened in a browser, so `http:`, `file:` and `javascript:` end here.
  for_each_endpoint(metadata, [&](const char* name, const std::string& text) {
    const auto url = Url::parse(text);
    if (!url || !is_safe_endpoint(*url))
      document.fail(name, "must be an https URL (or http on a loopback host), not '" + printable(text, 100) + "'");
  });
  return metadata;
}

}  // namespace oauthctl
