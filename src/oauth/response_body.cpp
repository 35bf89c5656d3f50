#include "oauth/response_body.h"

#include "base/text.h"

namespace oauthctl {
namespace {

constexpr const char* blanks = " \t\r\n";

std::string text_or_nothing(const JsonObject& answer, const char* name) {
  const auto found = answer.value().find(name);
  return found != answer.value().end() && found->is_string() ? found->get<std::string>() : "";
}

}  // namespace

bool is_success(const HttpResponse& response) {
  return response.status >= 200 && response.status < 300;
}

bool is_refusal(const HttpResponse& response) {
  return response.status >= 400 && response.status < 500 && response.status != 429;
}

void require_judgement(const HttpResponse& response, const std::string& who) {
  if (is_success(response) || is_refusal(response)) return;
  const std::string what = who + " answered HTTP " + std::to_string(response.status);
  if (response.status == 429 || response.status >= 500)
    throw Error(ErrorKind::unavailable, what, "try again in a moment");
  if (response.status >= 300) throw Error(ErrorKind::protocol, what + ", a redirect, which is not followed");
  throw Error(ErrorKind::protocol, what);
}

std::string media_type(const HttpResponse& response) {
  const std::string type = to_lower(response.headers.get("content-type"));
  const std::string bare = type.substr(0, type.find(';'));
  const auto last = bare.find_last_not_of(blanks);
  return last == std::string::npos ? "" : bare.substr(0, last + 1);
}

bool is_json(const HttpResponse& response) {
  const auto first = response.body.find_first_not_of(blanks);
  const std::string type = media_type(response);
  return type == "application/json" || type.ends_with("+json") ||
         (first != std::string::npos && response.body[first] == '{');
}

std::string answer_of(const std::string& who) {
  return "the answer of " + who;
}

Error not_json(const HttpResponse& response, const std::string& who) {
  if (response.body.find_first_not_of(blanks) == std::string::npos)
    return {ErrorKind::protocol, who + " answered nothing where JSON was expected"};
  const std::string type = media_type(response);
  const std::string came = type.empty() ? "text of no named type" : printable(type, 60);
  return {ErrorKind::protocol, who + " answered " + came + " where JSON was expected"};
}

JsonObject json_answer(const HttpResponse& response, const std::string& who) {
  if (!is_json(response)) throw not_json(response, who);
  return JsonObject::parse(response.body, answer_of(who), ErrorKind::protocol);
}

OAuthError oauth_error(const JsonObject& answer) {
  return {text_or_nothing(answer, "error"), text_or_nothing(answer, "error_description"),
          text_or_nothing(answer, "error_uri")};
}

OAuthError oauth_error(const HttpResponse& refusal) {
  try {
    return oauth_error(json_answer(refusal, ""));
  } catch (const Error&) {
    return {};
  }
}

}  // namespace oauthctl
