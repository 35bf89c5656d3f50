#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <ostream>
#include <string>
#include <vector>

#include "support/text_file.h"

namespace oauthctl::testing {

/// A file below tests/vectors says what it is about (`why`) and how it must end.
struct Vector {
  std::string name;
  nlohmann::json content;
};

inline std::vector<Vector> vectors(const std::string& folder) {
  std::vector<Vector> found;
  for (const auto& entry : std::filesystem::directory_iterator(OAUTHCTL_SOURCE_DIR "/tests/vectors/" + folder)) {
    found.push_back({entry.path().stem().string(), nlohmann::json::parse(read_file(entry.path()))});
  }
  std::sort(found.begin(), found.end(), [](const Vector& a, const Vector& b) { return a.name < b.name; });
  return found;
}

inline std::string name_of(const ::testing::TestParamInfo<Vector>& info) {
  std::string name = info.param.name;
  std::replace_if(
      name.begin(), name.end(), [](unsigned char c) { return std::isalnum(c) == 0; }, '_');
  return name;
}

inline void PrintTo(const Vector& vector, std::ostream* out) {
  *out << vector.name << ": " << vector.content.at("why");
}

}  // namespace oauthctl::testing
