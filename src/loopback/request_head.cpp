#include "loopback/request_head.h"

#include <algorithm>
#include <charconv>

#include "base/text.h"

namespace oauthctl {
namespace {

/// RFC 9110 §5.6.2
bool is_token(std::string_view text) {
  constexpr std::string_view marks = "!#$%&'*+-.^_`|~";
  return !text.empty() && std::all_of(text.begin(), text.end(), [&](char c) {
    return is_alphanumeric(c) || marks.find(c) != std::string_view::npos;
  });
}

/// RFC 9110 §5.5: no control character except the tab.
bool is_field_content(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return c == '\t' || (byte >= 0x20 && byte != 0x7f);
  });
}

std::optional<std::string_view> take_line(std::string_view& text) {
  const auto end = text.find("\r\n");
  if (end == std::string_view::npos) return std::nullopt;
  const auto line = text.substr(0, end);
  text.remove_prefix(end + 2);
  return is_field_content(line) ? std::optional(line) : std::nullopt;
}

/// The part before `mark`, which must be there. `text` keeps the part after it.
std::optional<std::string_view> take_until(std::string_view& text, char mark) {
  const auto end = text.find(mark);
  if (end == std::string_view::npos) return std::nullopt;
  const auto part = text.substr(0, end);
  text.remove_prefix(end + 1);
  return part;
}

std::optional<RequestHead> parse_request_line(std::string_view line) {
  const auto method = take_until(line, ' ');
  const auto target = take_until(line, ' ');
  if (!method || !target || !is_token(*method) || (line != "HTTP/1.1" && line != "HTTP/1.0")) return std::nullopt;
  if (!target->starts_with('/') || !is_visible_ascii(*target) || target->find('#') != std::string_view::npos)
    return std::nullopt;
  const auto mark = target->find('?');
  const auto query = mark == std::string_view::npos ? std::string_view{} : target->substr(mark + 1);
  RequestHead request;
  request.method = *method;
  request.path = target->substr(0, mark);
  request.query = query;
  return request;
}

/// RFC 9110 §8.6: only digits, while from_chars would accept a sign.
bool read_length(std::string_view text, std::optional<std::size_t>& length) {
  std::size_t value = 0;
  const auto* end = text.data() + text.size();
  if (length || text.empty() || text.front() == '-') return false;
  if (std::from_chars(text.data(), end, value) != std::from_chars_result{end, std::errc{}}) return false;
  length = value;
  return true;
}

/// Whether the field is acceptable. Keeps those that matter.
bool take_field(const std::string& name, std::string_view value, RequestHead& request, int& hosts) {
  if (name == "host") {
    request.host = to_lower(value);
    ++hosts;
  }
  if (name == "content-type") request.content_type = to_lower(trimmed(value.substr(0, value.find(';'))));
  if (name == "origin") request.origin = to_lower(value);
  if (name == "sec-fetch-site") request.fetch_site = to_lower(value);
  if (name == "content-length") return read_length(value, request.content_length);
  return name != "transfer-encoding";
}

}  // namespace

std::optional<std::size_t> head_length(std::string_view bytes) {
  // A line that ends in a bare LF ends the head too, so that it is refused now and not only after the timeout.
  for (auto at = bytes.find('\n'); at != std::string_view::npos; at = bytes.find('\n', at + 1)) {
    const auto rest = bytes.substr(at + 1);
    if (rest.starts_with('\n')) return at + 2;
    if (rest.starts_with("\r\n")) return at + 3;
  }
  return std::nullopt;
}

std::optional<RequestHead> parse_request_head(std::string_view head) {
  const auto request_line = take_line(head);
  auto request = request_line ? parse_request_line(*request_line) : std::nullopt;
  if (!request) return std::nullopt;
  int hosts = 0;
  for (auto line = take_line(head); line != std::string_view{}; line = take_line(head)) {
    const auto name = line ? take_until(*line, ':') : std::nullopt;
    if (!name || !is_token(*name)) return std::nullopt;
    if (!take_field(to_lower(*name), trimmed(*line), *request, hosts)) return std::nullopt;
  }
  return hosts == 1 && head.empty() ? request : std::nullopt;
}

}  // namespace oauthctl
