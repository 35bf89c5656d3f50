#include "model/server/destination.h"

#include <algorithm>

#include "base/text.h"
#include "base/url.h"
#include "oauthctl/error.h"

namespace oauthctl {
namespace {

/// Nobody encodes an honest path that often; each round costs another look at the whole.
constexpr int most_encodings = 8;

/// `..;x` is a dot segment to servers that take what follows the semicolon for a parameter.
bool has_dot_segment(std::string_view path) {
  const auto segments = split(path, '/');
  return std::any_of(segments.begin(), segments.end(), [](std::string_view segment) {
    const auto name = segment.substr(0, segment.find(';'));
    return name == "." || name == "..";
  });
}

bool may_be_encoded(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return c != '/' && c != '\\' && byte >= 0x20 && byte != 0x7f;
}

enum class Decoded { unchanged, changed, forbidden };

/// One round. A percent sign that stands alone is forbidden in the path as it came, and may be the result of a round.
Decoded decode(std::string& path, bool is_first) {
  std::string out;
  for (std::size_t i = 0; i < path.size(); ++i) {
    const int high = path[i] == '%' && i + 2 < path.size() ? hex_value(path[i + 1]) : -1;
    const int low = high >= 0 ? hex_value(path[i + 2]) : -1;
    if (low < 0) {
      if (path[i] == '%' && is_first) return Decoded::forbidden;
      out += path[i];
      continue;
    }
    out += static_cast<char>(high * 16 + low);
    if (!may_be_encoded(out.back())) return Decoded::forbidden;
    i += 2;
  }
  const bool same = out.size() == path.size();
  path = std::move(out);
  return same ? Decoded::unchanged : Decoded::changed;
}

bool is_unambiguous(std::string path) {
  for (int round = 0; round < most_encodings; ++round) {
    if (has_dot_segment(path)) return false;
    const Decoded decoded = decode(path, round == 0);
    if (decoded != Decoded::changed) return decoded == Decoded::unchanged;
  }
  return false;
}

std::string origin_in(const Url& url) {
  Url usual = url;
  usual.port = 0;
  const std::string host = url.scheme + "://" + url.host;
  return url.port == 0 || url.port == usual.effective_port() ? host : host + ':' + std::to_string(url.port);
}

bool covers_one(const std::vector<std::string>& places, const Destination& url) {
  return std::any_of(places.begin(), places.end(), [&](const std::string& text) {
    const auto place = Destination::of(text);
    return place && place->covers(url);
  });
}

Error not_served(const Record& record, const std::string& url) {
  const std::string only = record.serves.empty() ? "" : ": its token is for " + join(record.serves, " and ") + " only";
  return Error(ErrorKind::usage, "profile " + record.profile + " does not serve " + printable(url) + only,
               "name the URL's own profile with -p, or sign in to one with --for URL");
}

}  // namespace

std::optional<Destination> Destination::of(std::string_view text) {
  const auto url = Url::parse(text);
  if (!url || !is_unambiguous(url->path)) return std::nullopt;
  return Destination(origin_in(*url), url->path.empty() ? "/" : url->path);
}

bool Destination::covers(const Destination& other) const {
  if (origin_ != other.origin_ || !other.path_.starts_with(path_)) return false;
  return path_.ends_with('/') || other.path_.size() == path_.size() || other.path_[path_.size()] == '/';
}

std::string place_to_serve(std::string_view text, std::string_view option) {
  const std::string shown = std::string(option) + ": '" + printable(text, 100) + "' ";
  const auto url = Url::parse(text);
  const auto place = Destination::of(text);
  if (!place || url->query || url->fragment)
    throw Error(ErrorKind::usage, shown + "is not a URL that a token can be sent to",
                "write it as https://host or https://host/path, without a user name, a query, dot segments (..) or "
                "encoded slashes");
  if (!is_safe_endpoint(*url))
    throw Error(ErrorKind::usage, shown + "is neither https, nor http on a loopback host: no token is sent there");
  if (std::count(place->path().begin(), place->path().end(), '/') > static_cast<std::ptrdiff_t>(Destination::deepest))
    throw Error(ErrorKind::usage, shown + "has more than " + std::to_string(Destination::deepest) + " segments");
  return place->text();
}

std::vector<std::string> places_of_resources(const Record& record) {
  std::vector<std::string> out;
  for (const std::string& resource : record.resource) {
    const auto url = Url::parse(resource);
    const auto place = Destination::of(resource);
    if (place && is_safe_endpoint(*url)) out.push_back(place->text());
  }
  return out;
}

std::string resource_covering(const Record& record, std::string_view text) {
  const auto url = Destination::of(text);
  std::string covering;
  std::size_t longest = 0;
  for (const std::string& resource : record.resource) {
    const auto place = Destination::of(resource);
    if (!url || !place || !place->covers(*url) || place->path().size() <= longest) continue;
    covering = resource;
    longest = place->path().size();
  }
  return covering;
}

bool is_served(const Record& record, std::string_view text) {
  const auto url = Destination::of(text);
  return url && covers_one(record.serves.empty() ? record.resource : record.serves, *url);
}

void require_served(const Record& record, std::string_view text, Chosen chosen) {
  if (record.serves.empty() && chosen == Chosen::by_name) return;
  const auto url = Destination::of(text);
  if (!url)
    throw Error(ErrorKind::usage,
                "profile " + record.profile + " serves some URLs only, and servers may read that one in two ways",
                "write it without a user, dot segments and encoded slashes");
  if (!is_served(record, text)) throw not_served(record, url->text());
}

bool serves_origin_of(const Record& record, std::string_view text, Chosen chosen) {
  if (record.serves.empty() && chosen == Chosen::by_name) return true;
  const auto url = Destination::of(text);
  const auto places = record.serves.empty() ? places_of_resources(record) : record.serves;
  return url && contains(places, url->origin() + '/');
}

}  // namespace oauthctl
