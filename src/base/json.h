#pragma once

#include <cstdint>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "oauthctl/error.h"

namespace oauthctl {

/// A JSON object from outside, read member by member. A member that is not as expected throws one Error whose message
/// names the source, the member, the expected type and the type found: `secrets.json: "client_id" must be a string, not
/// a number`. Absent members and null give the empty value. Copies share the value, which never changes. Only callers
/// that look at `value()` or construct one include <nlohmann/json.hpp>: it is the dearest header of all to compile.
class JsonObject {
 public:
  /// Strict: one object, valid UTF-8, no member twice, at most 32 levels deep.
  static JsonObject parse(std::string_view text, std::string source, ErrorKind kind);
  JsonObject(nlohmann::json value, std::string source, ErrorKind kind, std::string path = {});

  bool has(const char* name) const;
  std::string string(const char* name) const;
  /// As `string`, but absent or empty throws too.
  std::string required_string(const char* name) const;
  std::vector<std::string> strings(const char* name) const;
  std::optional<bool> boolean(const char* name) const;
  /// A whole number; a string of digits is one too, and so is 3600.0 (real servers send both).
  std::optional<std::int64_t> integer(const char* name) const;
  JsonObject object(const char* name) const;
  /// The elements of an array, each with a source of its own: `each` and its number from 1. An element that is not an
  /// object has no members, so that its reader says which one is missing.
  std::vector<JsonObject> objects(const char* name, const std::string& each) const;
  bool is_string(const char* name) const;

  /// The whole object as compact JSON text.
  std::string text() const;
  std::vector<std::string> names() const;
  const std::string& source() const { return source_; }
  const nlohmann::json& value() const { return *value_; }
  /// For checks that only the caller can make: `fail("redirect_uris", "must be a loopback URL")`.
  [[noreturn]] void fail(const char* name, const std::string& why) const;

 private:
  JsonObject(std::shared_ptr<const nlohmann::json> value, std::string source, ErrorKind kind, std::string path);
  const nlohmann::json* member(const char* name) const;
  std::shared_ptr<const nlohmann::json> part(const nlohmann::json& of_value) const { return {value_, &of_value}; }
  [[noreturn]] void fail_type(const char* name, const char* expected, const nlohmann::json& found) const;

  std::shared_ptr<const nlohmann::json> value_;  ///< never null
  std::string source_;
  ErrorKind kind_;
  std::string path_;
};

/// Any JSON value, as strictly as JsonObject::parse reads one.
nlohmann::json parse_json(std::string_view text, const std::string& source, ErrorKind kind);

/// JSON text that is always valid UTF-8, whatever the strings in it are.
std::string to_text(const nlohmann::json& value, int indent = -1);
std::string to_text(const nlohmann::ordered_json& value, int indent = -1);

}  // namespace oauthctl
