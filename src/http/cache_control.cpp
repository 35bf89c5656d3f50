#include "http/cache_control.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"

namespace oauthctl {
namespace {

using std::chrono::seconds;

/// `public, max-age=300` in lower case, without spaces. It is also split at a quoted comma, which makes the value
/// malformed.
std::vector<std::string> directives(const Params& headers) {
  std::vector<std::string> found;
  for (const auto& [name, value] : headers) {
    if (name != "cache-control") continue;
    std::string_view rest = value;
    while (!rest.empty()) {
      const auto comma = std::min(rest.find(','), rest.size());
      found.push_back(to_lower(trimmed(rest.substr(0, comma))));
      rest.remove_prefix(std::min(comma + 1, rest.size()));
    }
  }
  return found;
}

/// RFC 9111 §1.2.2: a number too large counts as a very large one.
std::optional<seconds> delta_seconds(std::string_view text) {
  const bool digits = !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
  if (!digits) return std::nullopt;
  std::uint32_t number = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), number);
  return failed == std::errc{} ? seconds(number) : longest_freshness;
}

std::optional<seconds> max_age(const std::vector<std::string>& directives) {
  constexpr std::string_view name = "max-age=";
  std::optional<seconds> found;
  for (const std::string_view directive : directives) {
    if (!directive.starts_with(name)) continue;
    const auto value = delta_seconds(directive.substr(name.size()));
    if (found || !value) return std::nullopt;
    found = value;
  }
  return found;
}

/// The time that it has spent in caches on the way (§5.1).
std::optional<seconds> age(const Params& headers) {
  if (!headers.contains("age")) return seconds{0};
  return headers.count("age") == 1 ? delta_seconds(headers.get("age")) : std::nullopt;
}

bool says(const std::vector<std::string>& directives, std::string_view name) {
  // `no-cache="Set-Cookie"` forbids less than the bare word, but is treated like it.
  return std::any_of(directives.begin(), directives.end(), [&](const std::string& directive) {
    return directive == name || directive.starts_with(std::string(name) + '=');
  });
}

}  // namespace

seconds freshness(const Params& headers) {
  const auto said = directives(headers);
  if (says(said, "no-store") || says(said, "no-cache") || headers.get("vary") == "*") return seconds{0};
  const auto whole = max_age(said);
  const auto spent = age(headers);
  if (!whole || !spent) return seconds{0};
  return std::clamp(*whole - *spent, seconds{0}, longest_freshness);
}

bool wants_fresh(const Params& headers) {
  return to_lower(headers.get("Cache-Control")).find("no-cache") != std::string::npos;
}

}  // namespace oauthctl
