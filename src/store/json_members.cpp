#include "store/json_members.h"

#include <nlohmann/json.hpp>

namespace oauthctl {

using nlohmann::json;

void put(json& object, const char* name, const std::string& value) {
  if (!value.empty()) object[name] = value;
}

void put(json& object, const char* name, const std::vector<std::string>& values) {
  if (!values.empty()) object[name] = values;
}

void put(json& object, const char* name, const std::optional<TimePoint>& time) {
  if (time) object[name] = time->time_since_epoch().count();
}

void put(json& object, const char* name, const Params& params) {
  for (const auto& [key, value] : params) object[name].push_back({key, value});
}

void put_true(json& object, const char* name) {
  object[name] = true;
}

std::optional<TimePoint> read_time(const JsonObject& object, const char* name) {
  const auto seconds = object.integer(name);
  return seconds ? std::optional(TimePoint(std::chrono::seconds(*seconds))) : std::nullopt;
}

Params read_params(const JsonObject& object, const char* name) {
  Params out;
  if (!object.has(name)) return out;
  for (const json& pair : object.value().at(name)) {
    if (!pair.is_array() || pair.size() != 2 || !pair[0].is_string() || !pair[1].is_string()) {
      object.fail(name, "must be an array of pairs of strings");
    }
    out.add(pair[0], pair[1]);
  }
  return out;
}

}  // namespace oauthctl
