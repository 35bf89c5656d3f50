#include <nlohmann/json.hpp>

#include "base/json.h"
#include "base/json_text.h"
#include "base/text.h"

namespace oauthctl {
namespace {

using nlohmann::json;

/// Words between blanks or commas, which GitHub, LinkedIn and Slack write.
std::vector<std::string> split(std::string_view text) {
  std::vector<std::string> out;
  constexpr std::string_view between = " ,\t\r\n";
  for (auto at = text.find_first_not_of(between); at != std::string_view::npos;) {
    const auto end = text.find_first_of(between, at);
    out.emplace_back(text.substr(at, end - at));
    at = end == std::string_view::npos ? end : text.find_first_not_of(between, end);
  }
  return out;
}

std::string text_of(const json& value) {
  if (value.is_string()) return value.get<std::string>();
  return value.is_number() ? to_text(value) : "";
}

}  // namespace

const json* JsonObject::readable(const char* name) const {
  try {
    return member(name);
  } catch (const Error&) {
    return nullptr;
  }
}

std::vector<std::string> JsonObject::list(const char* name) const {
  const json* found = readable(name);
  if (found == nullptr) return {};
  if (found->is_string()) return split(found->get_ref<const std::string&>());
  std::vector<std::string> out;
  if (!found->is_array()) return out;
  for (const json& element : *found) {
    const auto* text = element.get_ptr<const json::string_t*>();
    if (text != nullptr && !text->empty()) out.push_back(*text);
  }
  return out;
}

std::optional<bool> JsonObject::flag(const char* name) const {
  const json* found = readable(name);
  if (found == nullptr) return std::nullopt;
  if (found->is_boolean()) return found->get<bool>();
  const std::string word = found->is_string() ? to_lower(found->get_ref<const std::string&>()) : "";
  if (word == "true" || word == "false") return word == "true";
  return std::nullopt;
}

std::string JsonObject::identifier(const char* name) const {
  const json* found = member(name);
  if (found == nullptr) return {};
  if (found->is_string()) return found->get<std::string>();
  return found->is_number_integer() ? to_text(*found) : "";
}

std::optional<double> JsonObject::number(const char* name) const {
  const json* found = readable(name);
  if (found == nullptr) return std::nullopt;
  const json value = found->is_string() ? json::parse(mended_json(found->get<std::string>()), nullptr, false) : *found;
  return value.is_number() ? std::optional(value.get<double>()) : std::nullopt;
}

std::string JsonObject::shown(const char* name) const {
  const json* found = readable(name);
  if (found == nullptr) return {};
  if (!found->is_array()) return text_of(*found);
  for (const json& element : *found) {
    if (std::string text = text_of(element); !text.empty()) return text;
  }
  return {};
}

JsonObject JsonObject::part(const char* name) const {
  const json* found = readable(name);
  return {found != nullptr && found->is_object() ? *found : json::object(), source_, kind_, path_ + name + '.'};
}

std::vector<JsonObject> JsonObject::parts(const char* name) const {
  std::vector<JsonObject> out;
  const json* found = readable(name);
  if (found == nullptr) return out;
  const auto add = [&](const json& value) {
    if (value.is_object()) out.push_back(JsonObject(value, source_, kind_, path_ + name + '.'));
  };
  if (!found->is_array()) add(*found);
  if (found->is_array()) {
    for (const json& element : *found) add(element);
  }
  return out;
}

}  // namespace oauthctl
