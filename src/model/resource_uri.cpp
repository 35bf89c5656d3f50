#include "model/resource_uri.h"

#include "base/text.h"
#include "base/url.h"

namespace oauthctl {

bool is_resource_uri(std::string_view text) {
  const auto colon = text.find(':');
  return colon != std::string_view::npos && is_scheme(text.substr(0, colon)) && colon + 1 < text.size() &&
         is_visible_ascii(text) && text.find_first_of("#\"<>\\^`{|}") == std::string_view::npos;
}

}  // namespace oauthctl
