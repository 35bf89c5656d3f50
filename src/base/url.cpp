#include "base/url.h"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>

#include "base/text.h"

namespace oauthctl {
namespace {

bool is_dotted_quad(std::string_view text) {
  int parts = 0;
  while (true) {
    const auto dot = text.find('.');
    const auto part = text.substr(0, dot);
    int value = 0;
    const auto [end, failed] = std::from_chars(part.data(), part.data() + part.size(), value);
    const bool canonical = part.size() == 1 || (!part.empty() && part[0] != '0');
    if (failed != std::errc{} || end != part.data() + part.size() || value < 0 || value > 255 || !canonical)
      return false;
    ++parts;
    if (dot == std::string_view::npos) return parts == 4;
    text = text.substr(dot + 1);
  }
}

/// A host name. Some resolvers treat a name whose last label begins with a digit as an IPv4 address (127.1, 0x7f.1), so
/// of those only the plain dotted quad is accepted.
bool is_host(std::string_view text) {
  if (text.size() > 2 && text.front() == '[' && text.back() == ']') {
    in6_addr address{};
    return inet_pton(AF_INET6, std::string(text.substr(1, text.size() - 2)).c_str(), &address) == 1;
  }
  const bool plain = !text.empty() && text.size() <= 253 && std::all_of(text.begin(), text.end(), [](char c) {
    return is_alphanumeric(c) || c == '-' || c == '.' || c == '_';
  });
  if (!plain || text.front() == '.' || text.front() == '-' || text.find("..") != std::string_view::npos) return false;
  const auto trimmed = text.back() == '.' ? text.substr(0, text.size() - 1) : text;
  const auto last_label = trimmed.substr(trimmed.rfind('.') + 1);
  return last_label.empty() || !is_digit(last_label[0]) || is_dotted_quad(text);
}

/// Splits `text` at the first `mark`; the tail is nothing if the mark is missing.
std::optional<std::string> cut(std::string_view& text, char mark) {
  const auto at = text.find(mark);
  if (at == std::string_view::npos) return std::nullopt;
  std::string tail(text.substr(at + 1));
  text = text.substr(0, at);
  return tail;
}

bool read_authority(std::string_view authority, Url& url) {
  const auto bracket = authority.rfind(']');
  const auto colon = authority.rfind(':');
  if (colon != std::string_view::npos && (bracket == std::string_view::npos || colon > bracket)) {
    const auto digits = authority.substr(colon + 1);
    const auto [end, failed] = std::from_chars(digits.data(), digits.data() + digits.size(), url.port);
    if (failed != std::errc{} || end != digits.data() + digits.size() || url.port < 1 || url.port > 65535) return false;
    authority = authority.substr(0, colon);
  }
  url.host = to_lower(authority);
  return is_host(authority);
}

}  // namespace

bool is_scheme(std::string_view text) {
  return !text.empty() && is_letter(text[0]) && std::all_of(text.begin(), text.end(), [](char c) {
    return is_alphanumeric(c) || c == '+' || c == '-' || c == '.';
  });
}

std::optional<Url> Url::parse(std::string_view text) {
  if (text.size() > longest || !is_visible_ascii(text) || text.find_first_of("\\<>\"^`{|}") != std::string_view::npos)
    return std::nullopt;
  Url url;
  url.fragment = cut(text, '#');
  url.query = cut(text, '?');
  const auto colon = text.find("://");
  if (colon == std::string_view::npos || !is_scheme(text.substr(0, colon))) return std::nullopt;
  url.scheme = to_lower(text.substr(0, colon));
  text = text.substr(colon + 3);
  const auto slash = text.find('/');
  if (slash != std::string_view::npos) url.path = text.substr(slash);
  if (!read_authority(text.substr(0, slash), url)) return std::nullopt;
  return url;
}

std::string Url::text() const {
  std::string out = scheme + "://" + host;
  if (port != 0) out += ':' + std::to_string(port);
  out += path;
  if (query) out += '?' + *query;
  if (fragment) out += '#' + *fragment;
  return out;
}

int Url::effective_port() const {
  if (port != 0) return port;
  return scheme == "https" ? 443 : scheme == "http" ? 80 : 0;
}

std::string Url::origin() const {
  return scheme + "://" + host + ':' + std::to_string(effective_port());
}

bool Url::is_loopback() const {
  return host == "localhost" || host == "[::1]" || (host.starts_with("127.") && is_dotted_quad(host));
}

std::string host_of(std::string_view url) {
  const auto parsed = Url::parse(url);
  return parsed ? parsed->host : "";
}

std::string origin_of(std::string_view url) {
  const auto parsed = Url::parse(url);
  return parsed ? parsed->origin() : "";
}

namespace {

/// RFC 3986 §5.2.4
std::string without_dot_segments(std::string_view path) {
  std::string out;
  while (!path.empty()) {
    const auto end = std::min(path.find('/', 1), path.size());
    const auto segment = path.substr(0, end);
    path.remove_prefix(end);
    const bool goes_up = segment == "/..";
    if (goes_up) out.erase(std::min(out.rfind('/'), out.size()));
    if (!goes_up && segment != "/.") {
      out += segment;
    } else if (path.empty()) {
      out += '/';
    }
  }
  return out;
}

}  // namespace

std::optional<Url> resolve(const Url& base, std::string_view reference) {
  reference = reference.substr(0, reference.find('#'));
  const auto colon = reference.find(':');
  if (colon != std::string_view::npos && is_scheme(reference.substr(0, colon))) return Url::parse(reference);
  if (reference.starts_with("//")) return Url::parse(base.scheme + ':' + std::string(reference));
  Url url = base;
  url.fragment.reset();
  if (!reference.empty()) url.query = cut(reference, '?');
  if (!reference.empty()) {
    const std::string folder = reference.starts_with('/') ? "" : base.path.substr(0, base.path.rfind('/') + 1);
    const std::string whole = folder + std::string(reference);
    url.path = without_dot_segments(whole.starts_with('/') ? whole : '/' + whole);
  }
  return Url::parse(url.text());
}

bool is_safe_endpoint(const Url& url) {
  return !url.fragment && (url.scheme == "https" || (url.scheme == "http" && url.is_loopback()));
}

std::string with_query(const std::string& url, const std::string& query) {
  if (query.empty()) return url;
  return url + (url.find('?') == std::string::npos ? '?' : '&') + query;
}

}  // namespace oauthctl
