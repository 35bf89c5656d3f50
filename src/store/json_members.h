#pragma once

#include <concepts>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "base/json.h"
#include "base/params.h"
#include "base/time.h"

namespace oauthctl {

// The members of our own JSON files. Empty ones are left out.

void put(nlohmann::json& object, const char* name, const std::string& value);
void put(nlohmann::json& object, const char* name, const std::vector<std::string>& values);
/// In seconds since the epoch.
void put(nlohmann::json& object, const char* name, const std::optional<TimePoint>& time);
/// An array of pairs: an object would lose the order and the names that repeat.
void put(nlohmann::json& object, const char* name, const Params& params);

void put_true(nlohmann::json& object, const char* name);

/// Only for bool itself, not for types that convert to it: text in a char array is a string.
void put(nlohmann::json& object, const char* name, std::same_as<bool> auto value) {
  if (value) put_true(object, name);
}

std::optional<TimePoint> read_time(const JsonObject& object, const char* name);

/// Throws, as `object` does, for anything but an array of pairs of strings.
Params read_params(const JsonObject& object, const char* name);

}  // namespace oauthctl
