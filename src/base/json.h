#pragma once

#include <cstdint>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "oauthctl/error.h"

namespace oauthctl {

/// How a duplicate member is treated. Two readers may each see a different value, so it is never read. A text that
/// somebody signed or that a person wrote is refused as a whole. In a server's answer only reading that member fails:
/// most servers that repeat members do so with members that oauthctl does not need.
enum class Repeated { refused, unread };

/// A JSON object from outside, read member by member. An unexpected member throws an Error whose message names the
/// source, the member, the expected type and the type found: `secrets.json: "client_id" must be a string, not a
/// number`. Absent members and null give the empty value. docs/security.md lists which members are read in which way.
/// Copies share the value, which never changes. Only callers that look at `value()` or construct one include
/// <nlohmann/json.hpp>: it is the slowest header of all to compile.
class JsonObject {
 public:
  /// Strict: one object, valid UTF-8, at most 32 levels deep. A leading byte order mark is skipped (RFC 8259 §8.1).
  static JsonObject parse(std::string_view text, std::string source, ErrorKind kind,
                          Repeated repeated = Repeated::refused);
  /// A server's answer. Legal values that cannot be kept do not cost the rest (mended_json), and a duplicate member is
  /// unread. Throws ErrorKind::protocol.
  static JsonObject parse_answer(std::string_view text, std::string source);
  JsonObject(nlohmann::json value, std::string source, ErrorKind kind, std::string path = {});

  bool has(const char* name) const;
  std::string string(const char* name) const;
  /// As `string`, but absent or empty throws too.
  std::string required_string(const char* name) const;
  std::vector<std::string> strings(const char* name) const;
  std::optional<bool> boolean(const char* name) const;
  /// A whole number. A string of digits and 3600.0 count too, because real servers send both.
  std::optional<std::int64_t> integer(const char* name) const;
  JsonObject object(const char* name) const;
  /// The elements of an array, each with a source of its own: `each` and its number from 1. An element that is not an
  /// object has no members, so that its reader says which one is missing.
  std::vector<JsonObject> objects(const char* name, const std::string& each) const;
  bool is_string(const char* name) const;

  /// The whole object as compact JSON text.
  std::string text() const;

  // The lenient readers: for members that are only shown, or whose meaning is clear in any notation. A value that they
  // cannot read and a duplicate member count as absent.

  /// A list: an array of strings (other elements are skipped), or one string with blanks or commas between its words.
  std::vector<std::string> list(const char* name) const;
  /// true or false, also in quotes.
  std::optional<bool> flag(const char* name) const;
  /// An account's identifier: a string, or a whole number as it is written. Throws for a duplicate member.
  std::string identifier(const char* name) const;
  /// A number, also in quotes.
  std::optional<double> number(const char* name) const;
  /// Text for a person: a string, a number, or the first of these in an array.
  std::string shown(const char* name) const;
  /// An object; empty for anything else.
  JsonObject part(const char* name) const;
  /// The objects of an array, or of one object; empty for anything else.
  std::vector<JsonObject> parts(const char* name) const;

  std::vector<std::string> names() const;
  const std::string& source() const { return source_; }
  const nlohmann::json& value() const { return *value_; }
  /// For checks that only the caller can make: `fail("redirect_uris", "must be a loopback URL")`.
  [[noreturn]] void fail(const char* name, const std::string& why) const;

 private:
  JsonObject(std::shared_ptr<const nlohmann::json> value, std::string source, ErrorKind kind, std::string path);
  const nlohmann::json* member(const char* name) const;
  std::shared_ptr<const nlohmann::json> inside(const nlohmann::json& of_value) const { return {value_, &of_value}; }
  /// As `member`; nothing for a duplicate member.
  const nlohmann::json* readable(const char* name) const;
  [[noreturn]] void fail_type(const char* name, const char* expected, const nlohmann::json& found) const;

  std::shared_ptr<const nlohmann::json> value_;  ///< never null
  std::string source_;
  ErrorKind kind_;
  std::string path_;
};

/// Any JSON value, as strictly as JsonObject::parse reads one.
nlohmann::json parse_json(std::string_view text, const std::string& source, ErrorKind kind,
                          Repeated repeated = Repeated::refused);

/// Whether a member stands twice anywhere in a value that was read with Repeated::unread. Such a value can be looked at
/// but not kept or sent on: what stood twice is not in it.
bool has_repeated_member(const nlohmann::json& value);

/// While it exists, collects each member that this thread reads, with its path. Tests compare the list with the docs,
/// so that no undocumented member is read.
class MembersAskedFor {
 public:
  MembersAskedFor();
  ~MembersAskedFor();
  MembersAskedFor(const MembersAskedFor&) = delete;
  MembersAskedFor& operator=(const MembersAskedFor&) = delete;
  const std::set<std::string>& names() const { return names_; }
  void note(const std::string& name) { names_.insert(name); }

 private:
  MembersAskedFor* outer_;
  std::set<std::string> names_;
};

/// JSON text that is always valid UTF-8, whatever the strings in it are.
std::string to_text(const nlohmann::json& value, int indent = -1);
std::string to_text(const nlohmann::ordered_json& value, int indent = -1);

}  // namespace oauthctl
