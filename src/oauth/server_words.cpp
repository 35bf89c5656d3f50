#include "oauth/server_words.h"

#include <algorithm>

#include "base/params.h"
#include "base/text.h"
#include "model/known_secrets.h"
#include "oauth/endpoint.h"
#include "oauth/oauth_error.h"

namespace oauthctl {
namespace {

/// The members with sentences, the best first.
constexpr const char* sentences[] = {
    "error_description", "message",     "errmsg", "error_message", "errorMessage", "detail", "description", "msg",
    "errorSummary",      "faultstring", "reason", "error_reason",  "Message",      "title",  "status"};
/// The members with codes. A number that is an HTTP status does not count as a code.
constexpr const char* codes[] = {"error", "errorType", "errcode", "error_code", "errorCode", "code", "type"};
/// Objects, or arrays of objects, that hold such members: Facebook, Fitbit, Apigee.
constexpr const char* error_containers[] = {"error", "errors", "fault", "data"};

bool is_one_word(const std::string& text) {
  return !text.empty() && text.size() <= 100 && is_visible_ascii(text);
}

bool is_http_status(const std::string& text) {
  return text.size() == 3 && (text[0] == '4' || text[0] == '5' || text[0] == '2') &&
         std::all_of(text.begin(), text.end(), is_digit);
}

/// A known code in any member: Twitch sends it as its message.
std::string known_code(const JsonObject& object) {
  for (const auto& names : {std::vector<const char*>(std::begin(codes), std::end(codes)),
                            std::vector<const char*>(std::begin(sentences), std::end(sentences))}) {
    for (const char* name : names) {
      if (std::string text = object.shown(name); is_known_error(text)) return text;
    }
  }
  return {};
}

bool is_number(const std::string& text) {
  return text.find_first_not_of("-0123456789") == std::string::npos;
}

/// Whether the value of a member with a credential's name, such as Facebook's `code` of a device, may be shown: as a
/// word of language. A number is short.
bool is_plain_word(const std::string& text) {
  constexpr std::size_t longest = 40;
  const auto is_allowed = [](char c) {
    return (is_alphanumeric(c) && !is_digit(c)) || c == '_' || c == '-' || c == '.';
  };
  return text.size() <= longest &&
         (is_number(text) ? text.size() <= 10 : std::all_of(text.begin(), text.end(), is_allowed));
}

/// The server's own code: a word before a number.
std::string own_code(const JsonObject& object) {
  std::string number;
  for (const char* name : codes) {
    std::string text = object.shown(name);
    // The type of problem details is a URI.
    if (!is_one_word(text) || is_http_status(text) || text == "0" || text.find(':') != std::string::npos) continue;
    if (is_credential_name(name) && !is_plain_word(text)) continue;
    if (!is_number(text)) return text;
    if (number.empty()) number = text;
  }
  return number;
}

std::string sentence(const JsonObject& object, const std::string& code) {
  for (const char* name : sentences) {
    std::string text = object.shown(name);
    if (!text.empty() && text != code && !is_http_status(text)) return text;
  }
  // Pocket ID has a sentence where the code belongs.
  for (const char* name : {"error", "errors"}) {
    if (std::string text = object.shown(name); text != code && text.find(' ') != std::string::npos) return text;
  }
  return {};
}

OAuthError words_in(const JsonObject& object) {
  OAuthError said;
  said.error = known_code(object);
  if (said.error.empty()) said.error = own_code(object);
  said.error_description = sentence(object, said.error);
  if (std::string uri = object.shown("error_uri"); uri.find("://") != std::string::npos) said.error_uri = uri;
  return said;
}

/// Fills in members that the outer object leaves open from `inner`.
void complete(OAuthError& said, const OAuthError& inner) {
  if (said.error.empty() || (is_known_error(inner.error) && !is_known_error(said.error))) said.error = inner.error;
  if (said.error_description.empty()) said.error_description = inner.error_description;
}

std::string between(const std::string& text, const std::string& lower, const char* begin, const char* end) {
  const auto opened = lower.find(begin);
  const auto from = opened == std::string::npos ? opened : lower.find('>', opened);
  const auto to = from == std::string::npos ? from : lower.find(end, from);
  return to == std::string::npos ? "" : text.substr(from + 1, to - from - 1);
}

/// Removes tags and decodes the few entities that titles have.
std::string plain(std::string text) {
  for (auto at = text.find('<'); at != std::string::npos; at = text.find('<'))
    text.erase(at, text.find('>', at) == std::string::npos ? std::string::npos : text.find('>', at) - at + 1);
  const std::pair<std::string_view, const char*> entities[] = {{"&lt;", "<"},  {"&gt;", ">"},   {"&quot;", "\""},
                                                               {"&#39;", "'"}, {"&nbsp;", " "}, {"&amp;", "&"}};
  for (const auto& [name, character] : entities) {
    for (auto at = text.find(name); at != std::string::npos; at = text.find(name, at + 1))
      text.replace(at, name.size(), character);
  }
  return std::string(trimmed(text));
}

constexpr std::size_t longest_page = 65536;

std::string page_title(const std::string& body) {
  const std::string text = body.substr(0, longest_page);
  const std::string lower = to_lower(text);
  for (const auto& [begin, end] : {std::pair{"<title", "</title"}, std::pair{"<h1", "</h1"}}) {
    if (std::string title = plain(between(text, lower, begin, end)); !title.empty()) return title;
  }
  return {};
}

std::string_view last_word(std::string_view text) {
  const auto end = text.find_last_of(" \t\r\n?;,");
  return end == std::string_view::npos ? text : text.substr(end + 1);
}

/// `access_token=…`, and what cannot be read as parameters though it has some.
bool may_hold_credential(std::string_view text) {
  if (text.find('=') == std::string_view::npos) return false;
  try {
    const Params params = form_decode(text);
    return std::any_of(params.begin(), params.end(),
                       [](const auto& pair) { return is_credential_name(last_word(pair.first)); });
  } catch (const Error&) {
    return true;
  }
}

/// A short text is a message; a long one is something else. Broken JSON is nobody's sentence.
std::string message_of(const std::string& body) {
  constexpr std::size_t longest = 300;
  const std::string_view text = trimmed(body);
  if (text.starts_with('{') || text.starts_with('[')) return {};
  std::string message(text.starts_with('<') ? page_title(body) : text);
  return message.size() <= longest && is_utf8(message) && !may_hold_credential(message) ? message : "";
}

}  // namespace

OAuthError oauth_error(const JsonObject& answer) {
  OAuthError said = words_in(answer);
  for (const char* name : error_containers) {
    for (const JsonObject& inner : answer.parts(name)) complete(said, words_in(inner));
  }
  return said;
}

OAuthError oauth_error(const HttpResponse& response) {
  try {
    if (is_json(response)) return oauth_error(json_answer(response, ""));
  } catch (const Error&) {
    return {};
  }
  return {"", message_of(response.body), ""};
}

std::string said_by(const HttpResponse& response) {
  const OAuthError said = oauth_error(response);
  if (said.error.empty() && said.error_description.empty()) return {};
  if (said.error.empty()) return ": " + printable(said.error_description);
  return ": " + in_words(said);
}

}  // namespace oauthctl
