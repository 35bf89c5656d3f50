#include "loopback/callback_request.h"

#include "loopback/request_head.h"
#include "oauthctl/error.h"

namespace oauthctl {
namespace {

bool names(const CallbackTarget& target, const std::string& host) {
  return host == target.host + ':' + std::to_string(target.port) || (target.port == 80 && host == target.host);
}

}  // namespace

std::optional<Params> decode_query(std::string_view query) {
  try {
    return form_decode(query);
  } catch (const Error&) {
    return std::nullopt;
  }
}

std::variant<Params, Refusal> judge(std::string_view head, const CallbackTarget& target, const AnswerCheck& is_answer) {
  if (head.size() > longest_head) return Refusal::head_too_large;
  if (!head_length(head)) return Refusal::too_slow;
  const auto request = parse_request_head(head);
  if (!request) return Refusal::bad_request;
  // DNS rebinding: a web page whose name was made to lead to 127.0.0.1 still says its own name here.
  if (!names(target, request->host)) return Refusal::misdirected;
  if (request->path != target.path) return Refusal::not_found;
  if (request->method != "GET") return Refusal::method_not_allowed;
  auto params = decode_query(request->query);
  if (!params || !is_answer(*params)) return Refusal::bad_request;
  return *std::move(params);
}

}  // namespace oauthctl
