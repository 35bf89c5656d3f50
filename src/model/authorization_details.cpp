#include "model/authorization_details.h"

#include <nlohmann/json.hpp>

#include "base/json.h"

namespace oauthctl {
namespace {

bool has_type(const nlohmann::json& detail) {
  if (!detail.is_object() || !detail.contains("type")) return false;
  const nlohmann::json& type = detail.at("type");
  return type.is_string() && !type.get_ref<const std::string&>().empty();
}

}  // namespace

std::string authorization_details_text(const nlohmann::json& value, const std::string& what, ErrorKind kind) {
  if (!value.is_array() || value.empty())
    throw Error(kind, what + " must be an array of objects, as [{\"type\": \"…\"}]");
  for (std::size_t i = 0; i < value.size(); ++i) {
    if (!has_type(value[i]))
      throw Error(kind, what + ": number " + std::to_string(i + 1) + " is not an object with a type");
  }
  return to_text(value);
}

}  // namespace oauthctl
