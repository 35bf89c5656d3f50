#include "loopback/callback_request.h"

#include "loopback/request_head.h"
#include "oauthctl/error.h"

namespace oauthctl {
namespace {

bool names(const CallbackTarget& target, const std::string& host) {
  const int default_port = target.scheme == "https" ? 443 : 80;
  return host == target.host + ':' + std::to_string(target.port) ||
         (target.port == default_port && host == target.host);
}

/// Why the form cannot be read, judging only by its head.
std::optional<Refusal> trouble_with_form(const RequestHead& head) {
  if (!head.content_length) return Refusal::length_required;
  if (*head.content_length > longest_body) return Refusal::body_too_large;
  // A foreign page can also post text/plain and multipart forms. The answer is never one of these.
  if (head.content_type != "application/x-www-form-urlencoded") return Refusal::unsupported_type;
  return std::nullopt;
}

/// A foreign page can make the browser post here, but not in the name of our page. Browsers too old for Sec-Fetch-Site
/// send the Origin of a POST.
bool is_from_own_page(const RequestHead& head, const CallbackTarget& target) {
  const std::string scheme = target.scheme + "://";
  return head.origin.starts_with(scheme) && names(target, head.origin.substr(scheme.size())) &&
         (head.fetch_site.empty() || head.fetch_site == "same-origin");
}

/// The encoded parameters of a request to the redirect URI. The query of a POST is ignored: there is only one place for
/// the answer.
std::variant<std::string_view, Refusal> encoded_params(const RequestHead& head, std::string_view body) {
  if (head.method == "GET") return head.query;
  if (head.method != "POST") return Refusal::method_not_allowed;
  if (const auto refusal = trouble_with_form(head)) return *refusal;
  if (body.size() < *head.content_length) return Refusal::too_slow;
  return body.substr(0, *head.content_length);
}

}  // namespace

std::optional<Params> decode_query(std::string_view query) {
  try {
    return form_decode(query);
  } catch (const Error&) {
    return std::nullopt;
  }
}

std::optional<std::size_t> request_length(std::string_view bytes) {
  const auto length = head_length(bytes);
  if (!length) return std::nullopt;
  const auto head = parse_request_head(bytes.substr(0, *length));
  if (!head || head->method != "POST" || trouble_with_form(*head)) return length;
  return *length + *head->content_length;
}

std::variant<Params, Refusal> judge(std::string_view request, const CallbackTarget& target,
                                    const AnswerCheck& is_answer) {
  const auto length = head_length(request);
  if (length.value_or(request.size()) > longest_head) return Refusal::head_too_large;
  if (!length) return Refusal::too_slow;
  const auto head = parse_request_head(request.substr(0, *length));
  if (!head) return Refusal::bad_request;
  // DNS rebinding: a web page whose name was made to resolve to 127.0.0.1 still sends its own name here.
  if (!names(target, head->host)) return Refusal::misdirected;
  if (head->path != target.path) return Refusal::not_found;
  if (target.in_fragment && head->method == "POST" && !is_from_own_page(*head, target)) return Refusal::forbidden;
  const auto encoded = encoded_params(*head, request.substr(*length));
  if (const auto* refusal = std::get_if<Refusal>(&encoded)) return *refusal;
  auto params = decode_query(std::get<std::string_view>(encoded));
  if (!params || !is_answer(*params)) return Refusal::bad_request;
  return *std::move(params);
}

bool asks_for(std::string_view request, const CallbackTarget& target, std::string_view path) {
  const auto length = head_length(request);
  if (!length || *length > longest_head) return false;
  const auto head = parse_request_head(request.substr(0, *length));
  return head && head->method == "GET" && names(target, head->host) && head->path == path && head->query.empty();
}

bool is_landing(std::string_view request, const CallbackTarget& target) {
  const auto length = head_length(request);
  if (!target.in_fragment || !length || *length > longest_head) return false;
  const auto head = parse_request_head(request.substr(0, *length));
  return head && head->method == "GET" && names(target, head->host) && head->path == target.path &&
         head->query == target.query;
}

}  // namespace oauthctl
