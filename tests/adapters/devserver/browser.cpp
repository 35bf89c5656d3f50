#include "browser.h"

#include <regex>
#include <stdexcept>

namespace oauthctl::testing {
namespace {

std::string unescaped(std::string text) {
  const std::pair<const char*, const char*> entities[] = {
      {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&#39;", "'"}, {"&amp;", "&"}};
  for (const auto& [entity, character] : entities) {
    text = std::regex_replace(text, std::regex(entity), character);
  }
  return text;
}

std::string attribute(const std::string& tag, const char* name) {
  std::smatch match;
  return std::regex_search(tag, match, std::regex(std::string(name) + "=\"([^\"]*)\"")) ? unescaped(match[1]) : "";
}

}  // namespace

Params fields_of(const Answer& page) {
  Params fields;
  const std::regex input("<input [^>]*>");
  for (std::sregex_iterator at(page.body.begin(), page.body.end(), input), end; at != end; ++at) {
    const std::string tag = at->str();
    const bool ticked =
        tag.find("type=\"checkbox\" ") != std::string::npos && tag.find(" checked") != std::string::npos;
    if (tag.find(" disabled") != std::string::npos) continue;
    if (attribute(tag, "type") == "hidden") fields.add(attribute(tag, "name"), attribute(tag, "value"));
    if (ticked) fields.add(attribute(tag, "name"), "on");
  }
  return fields;
}

std::string action_of(const Answer& page) {
  std::smatch match;
  if (!std::regex_search(page.body, match, std::regex("<form [^>]*>"))) throw std::runtime_error("no form on the page");
  return attribute(match.str(), "action");
}

Answer Browser::open(const std::string& path) {
  return remember(get(server_, path, headers()));
}

Answer Browser::submit(const Answer& page, const Params& fields) {
  Params form = fields_of(page);
  for (const auto& [name, value] : fields) form.set(name, value);
  return remember(post(server_, action_of(page), form, headers()));
}

Answer Browser::follow(Answer answer) {
  const std::string location = answer.header("location");
  if (answer.status != 303 || !location.starts_with('/')) return answer;
  return open(location);
}

Answer Browser::sign_in(const Params& request) {
  const Answer login = open("/authorize?" + form_encode(request));
  return follow(submit(login, {{"username", "alice"}, {"password", "wonderland"}}));
}

Params Browser::headers() const {
  std::string cookies;
  for (const auto& [name, value] : cookies_) cookies += (cookies.empty() ? "" : "; ") + name + '=' + value;
  return cookies.empty() ? Params{} : Params{{"Cookie", cookies}};
}

Answer Browser::remember(Answer answer) {
  const std::string cookie = answer.header("set-cookie");
  if (!cookie.empty()) cookies_[cookie.substr(0, cookie.find('='))] = cookie.substr(cookie.find('=') + 1, 43);
  return answer;
}

}  // namespace oauthctl::testing
