#include "model/id_token_expiry.h"

#include "base/base64.h"
#include "base/json.h"

namespace oauthctl {

std::optional<TimePoint> id_token_expiry(const Secret& id_token) {
  const std::string& text = id_token.reveal();
  const auto begin = text.find('.');
  const auto end = begin == std::string::npos ? begin : text.find('.', begin + 1);
  if (end == std::string::npos) return std::nullopt;
  const auto payload = base64url_decode(std::string_view(text).substr(begin + 1, end - begin - 1));
  if (!payload) return std::nullopt;
  try {
    const auto claims = JsonObject::parse(*payload, "the ID token", ErrorKind::protocol, Repeated::unread);
    const auto seconds = claims.integer("exp");
    // A year that no clock shows would overflow on the way to a person.
    if (!seconds || *seconds < 0 || *seconds > 253'402'300'799) return std::nullopt;
    return TimePoint(std::chrono::seconds(*seconds));
  } catch (const Error&) {
    return std::nullopt;
  }
}

}  // namespace oauthctl
