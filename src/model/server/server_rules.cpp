#include "model/server/server_rules.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/text.h"
#include "base/url.h"

namespace oauthctl {
namespace {

using nlohmann::json;

void require_pointer(const JsonObject& object, const char* name, const std::string& pointer) {
  if (!is_json_pointer(pointer)) object.fail(name, "has " + in_quotes(pointer) + ", which is not a JSON pointer");
}

std::vector<std::string> read_pointers(const JsonObject& object, const char* name) {
  std::vector<std::string> pointers = object.strings(name);
  for (const std::string& pointer : pointers) require_pointer(object, name, pointer);
  return pointers;
}

std::vector<Telltale> read_telltales(const JsonObject& object, const char* name) {
  std::vector<Telltale> out;
  const JsonObject inner = object.object(name);
  for (const auto& [pointer, value] : inner.value().items()) {
    require_pointer(object, name, pointer);
    out.push_back({pointer, to_text(value)});
  }
  return out;
}

std::vector<int> read_statuses(const JsonObject& object, const char* name) {
  std::vector<int> out;
  if (!object.has(name)) return out;
  const json& given = object.value().at(name);
  if (!given.is_array()) object.fail(name, "must be an array of HTTP statuses");
  for (const json& status : given) {
    if (!status.is_number_unsigned() || status < 200 || status > 599) object.fail(name, "has no HTTP status");
    out.push_back(status.get<int>());
  }
  return out;
}

/// A token that is visible ASCII cannot end a header.
Params read_fields(const JsonObject& object, const char* name) {
  Params out;
  const JsonObject given = object.object(name);
  for (const std::string& field : given.names()) {
    std::string value = given.string(field.c_str());
    if (!is_visible_ascii(field) || printable(value, value.size()) != value) given.fail(field.c_str(), "is not a text");
    out.add(field, std::move(value));
  }
  return out;
}

std::string without_braces(std::string url) {
  std::erase_if(url, [](char c) { return c == '{' || c == '}'; });
  return url;
}

/// A URL that secrets may travel to. A value that is known only when the request is made may be in the path, but not in
/// the host.
void require_safe(const JsonObject& object, const char* name, const std::string& url) {
  const auto parsed = Url::parse(without_braces(url));
  if (!parsed || !is_safe_endpoint(*parsed)) object.fail(name, "must be an https URL, or http on a loopback host");
  if (url.substr(0, url.find('/', url.find("://") + 3)).find('{') != std::string::npos)
    object.fail(name, "has a variable in its host");
}

std::string one_of(const JsonObject& object, const char* name, std::initializer_list<std::string_view> allowed) {
  std::string word = object.string(name);
  if (word.empty() || std::find(allowed.begin(), allowed.end(), word) != allowed.end()) return word;
  object.fail(name, "has the unknown value " + in_quotes(word));
}

AccountRules read_account(const JsonObject& object) {
  require_known_members(object, {"method", "id", "name", "headers", "body", "from_answer", "dead_statuses", "dead_if"});
  AccountRules account;
  account.method = one_of(object, "method", {"GET", "POST"});
  account.headers = read_fields(object, "headers");
  account.body = object.string("body");
  account.id = read_pointers(object, "id");
  account.name = read_pointers(object, "name");
  account.from_answer = object.boolean("from_answer").value_or(false);
  account.dead_statuses = read_statuses(object, "dead_statuses");
  account.dead_if = read_telltales(object, "dead_if");
  return account;
}

RevocationRules read_revocation(const JsonObject& object) {
  require_known_members(
      object, {"method", "url", "authentication", "body", "encoding", "tokens", "page", "success", "refused_if"});
  RevocationRules revocation;
  revocation.method = one_of(object, "method", {"GET", "POST", "DELETE"});
  revocation.url = object.string("url");
  if (!revocation.url.empty()) require_safe(object, "url", revocation.url);
  revocation.authentication = one_of(object, "authentication", {"basic", "bearer", "client_id", "none"});
  revocation.body = read_fields(object, "body");
  revocation.is_json = one_of(object, "encoding", {"json", "form"}) == "json";
  revocation.tokens = object.strings("tokens");
  for (const std::string& token : revocation.tokens) {
    if (token != "access_token" && token != "refresh_token")
      object.fail("tokens", "has the unknown value " + in_quotes(token));
  }
  revocation.success = read_statuses(object, "success");
  revocation.refused_if = read_telltales(object, "refused_if");
  revocation.page = object.string("page");
  return revocation;
}

}  // namespace

void require_known_members(const JsonObject& object, std::initializer_list<std::string_view> known) {
  for (const std::string& name : object.names()) {
    if (std::find(known.begin(), known.end(), name) == known.end()) object.fail(name.c_str(), "is not known");
  }
}

ServerRules read_server_rules(const JsonObject& object) {
  ServerRules rules;
  rules.text = object.text();
  rules.headers = read_fields(object, "headers");
  rules.authorization_params = read_fields(object, "authorization_params");
  rules.takes_resource = object.boolean("resource_indicators").value_or(true);
  const JsonObject scope = object.object("scope");
  require_known_members(scope, {"needed", "suggested", "separator", "member", "names_resource"});
  rules.scope_separator = scope.string("separator");
  rules.scope_member = scope.string("member");
  rules.scope_names_resource = scope.boolean("names_resource").value_or(false);
  const JsonObject device = object.object("device");
  require_known_members(device, {"scope_member"});
  rules.device_scope_member = device.string("scope_member");
  const JsonObject refresh = object.object("refresh");
  require_known_members(refresh, {"endpoint", "needs", "scope", "rotates"});
  rules.refresh_endpoint = refresh.string("endpoint");
  if (!rules.refresh_endpoint.empty()) require_safe(refresh, "endpoint", rules.refresh_endpoint);
  rules.refresh_needs = refresh.string("needs");
  rules.account = read_account(object.object("account"));
  rules.revocation = read_revocation(object.object("revocation"));
  return rules;
}

std::string origin_of_rule(std::string url) {
  return origin_of(without_braces(std::move(url)));
}

bool is_json_pointer(const std::string& text) {
  try {
    static_cast<void>(json::json_pointer(text));
    return true;
  } catch (const json::exception&) {
    return false;
  }
}

std::string text_at(const JsonObject& answer, const std::vector<std::string>& pointers) {
  for (const std::string& pointer : pointers) {
    const json::json_pointer place(pointer);
    if (!answer.value().contains(place)) continue;
    const json& found = answer.value().at(place);
    if (found.is_string() && !found.get_ref<const std::string&>().empty()) return found.get<std::string>();
    if (found.is_number_integer()) return to_text(found);
  }
  return {};
}

bool has_any(const JsonObject& answer, const std::vector<Telltale>& telltales) {
  return std::any_of(telltales.begin(), telltales.end(), [&](const Telltale& telltale) {
    const json::json_pointer place(telltale.pointer);
    return answer.value().contains(place) && to_text(answer.value().at(place)) == telltale.value;
  });
}

}  // namespace oauthctl
