#include "base/json.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <nlohmann/json.hpp>
#include <set>

#include "base/json_text.h"
#include "base/text.h"

namespace oauthctl {
namespace {

using nlohmann::json;

/// Replaces the value of a duplicate member. No JSON text can produce such a value.
bool is_ambiguous(const json& value) {
  return value.is_binary();
}

/// Watches the parser for duplicate members and removes their values.
class RepeatedMembers {
 public:
  bool see(json::parse_event_t event, json& parsed) {
    using Event = json::parse_event_t;
    if (event == Event::object_start || event == Event::array_start) open_.emplace_back();
    if (event == Event::object_end || event == Event::array_end) open_.pop_back();
    if (event == Event::key) see_key(parsed.get_ref<const std::string&>());
    const bool is_whole = event == Event::value || event == Event::object_end || event == Event::array_end;
    if (is_whole && !open_.empty() && open_.back().at_repeated) parsed = json::binary(std::vector<std::uint8_t>());
    return true;
  }
  const std::optional<std::string>& first() const { return first_; }

 private:
  struct Open {
    std::set<std::string> members;  ///< none in an array
    bool at_repeated = false;
  };

  void see_key(const std::string& name) {
    open_.back().at_repeated = !open_.back().members.insert(name).second;
    if (open_.back().at_repeated && !first_) first_ = name;
  }

  std::vector<Open> open_;
  std::optional<std::string> first_;
};

std::string_view without_mark(std::string_view text) {
  constexpr std::string_view mark = "\xef\xbb\xbf";
  return text.starts_with(mark) ? text.substr(mark.size()) : text;
}

constexpr const char* how_to_save = "save it as UTF-8 (in PowerShell: Out-File -Encoding utf8)";

/// PowerShell's `>` writes UTF-16. Without a mark, one of the first character's two bytes is zero.
bool is_utf16(std::string_view text) {
  return text.starts_with("\xff\xfe") || text.starts_with("\xfe\xff") ||
         (text.size() >= 2 && (text[0] == '\0') != (text[1] == '\0'));
}

std::string twice(const std::string& name) {
  return "has the member \"" + printable(name, 60) + "\" twice";
}

/// `line 3, column 14`, as editors count them: from one, in characters. `byte` counts from one too.
std::string place_in(std::string_view text, std::size_t byte) {
  const std::string_view before = text.substr(0, byte == 0 ? 0 : byte - 1);
  const auto line_break = before.rfind('\n');
  const std::string_view row = line_break == std::string_view::npos ? before : before.substr(line_break + 1);
  const auto begins_character = [](char c) { return (static_cast<unsigned char>(c) & 0xc0U) != 0x80U; };
  return "line " + std::to_string(1 + std::count(before.begin(), before.end(), '\n')) + ", column " +
         std::to_string(1 + std::count_if(row.begin(), row.end(), begins_character));
}

/// `an array`, `a string`, `null`
std::string with_article(const json& value) {
  if (value.is_null()) return "null";
  return (value.is_object() || value.is_array() ? "an " : "a ") + std::string(value.type_name());
}

thread_local MembersAskedFor* watching = nullptr;

}  // namespace

MembersAskedFor::MembersAskedFor() : outer_(watching) {
  watching = this;
}

MembersAskedFor::~MembersAskedFor() {
  watching = outer_;
}

nlohmann::json parse_json(std::string_view whole, const std::string& source, ErrorKind kind, Repeated repeated) {
  const auto refuse = [&](const std::string& why, const char* hint = "") {
    return Error(kind, source + ": " + why, hint);
  };
  const std::string_view text = without_mark(whole);
  if (text.find_first_not_of(" \t\r\n") == std::string_view::npos) throw refuse("is empty where JSON was expected");
  if (is_utf16(text)) throw refuse("is UTF-16, not UTF-8", kind == ErrorKind::usage ? how_to_save : "");
  if (is_too_deep(text)) throw refuse("is nested more than " + std::to_string(deepest_json) + " levels deep");
  if (!is_utf8(text)) throw refuse("is not valid UTF-8");
  RepeatedMembers members;
  json value;
  try {
    value = json::parse(text, [&](int, json::parse_event_t event, json& parsed) { return members.see(event, parsed); });
  } catch (const json::parse_error& error) {
    throw refuse("is not valid JSON (at " + place_in(text, error.byte) + ")");
  } catch (const json::out_of_range&) {
    throw refuse("has a number that is out of range");
  }
  if (members.first() && repeated == Repeated::refused) throw refuse(twice(*members.first()));
  return value;
}

bool has_repeated_member(const json& value) {
  return is_ambiguous(value) || (value.is_structured() && std::any_of(value.begin(), value.end(), has_repeated_member));
}

JsonObject JsonObject::parse(std::string_view text, std::string source, ErrorKind kind, Repeated repeated) {
  json value = parse_json(text, source, kind, repeated);
  if (!value.is_object()) throw Error(kind, source + ": must be a JSON object, not " + with_article(value));
  return JsonObject(std::move(value), std::move(source), kind);
}

JsonObject JsonObject::parse_answer(std::string_view text, std::string source) {
  return parse(mended_json(std::string(text)), std::move(source), ErrorKind::protocol, Repeated::unread);
}

JsonObject::JsonObject(json value, std::string source, ErrorKind kind, std::string path)
    : JsonObject(std::make_shared<const json>(std::move(value)), std::move(source), kind, std::move(path)) {}

JsonObject::JsonObject(std::shared_ptr<const json> value, std::string source, ErrorKind kind, std::string path)
    : value_(std::move(value)), source_(std::move(source)), kind_(kind), path_(std::move(path)) {}

const json* JsonObject::member(const char* name) const {
  if (watching != nullptr) watching->note(path_ + name);
  const auto found = value_->find(name);
  if (found == value_->end() || found->is_null()) return nullptr;
  if (is_ambiguous(*found)) throw Error(kind_, source_ + ": " + twice(path_ + name));
  return &*found;
}

bool JsonObject::has(const char* name) const {
  return member(name) != nullptr;
}

std::string JsonObject::string(const char* name) const {
  const json* found = member(name);
  if (found == nullptr) return {};
  if (!found->is_string()) fail_type(name, "a string", *found);
  return found->get<std::string>();
}

std::string JsonObject::required_string(const char* name) const {
  std::string found = string(name);
  if (found.empty()) fail(name, "is missing");
  return found;
}

std::vector<std::string> JsonObject::strings(const char* name) const {
  const json* found = member(name);
  if (found == nullptr) return {};
  if (!found->is_array()) fail_type(name, "an array of strings", *found);
  std::vector<std::string> out;
  for (const json& element : *found) {
    if (!element.is_string()) fail_type(name, "an array of strings", element);
    out.push_back(element.get<std::string>());
  }
  return out;
}

std::optional<bool> JsonObject::boolean(const char* name) const {
  const json* found = member(name);
  if (found == nullptr) return std::nullopt;
  if (!found->is_boolean()) fail_type(name, "true or false", *found);
  return found->get<bool>();
}

std::optional<std::int64_t> JsonObject::integer(const char* name) const {
  const json* found = member(name);
  if (found == nullptr) return std::nullopt;
  if (found->is_number_unsigned() && found->get<std::uint64_t>() > static_cast<std::uint64_t>(INT64_MAX))
    return INT64_MAX;
  if (found->is_number_integer()) return found->get<std::int64_t>();
  if (found->is_number_float()) {
    const double number = found->get<double>();
    if (number == std::floor(number) && std::abs(number) < 9e15) return static_cast<std::int64_t>(number);
  }
  if (found->is_string()) {
    const auto& digits = found->get_ref<const std::string&>();
    std::int64_t number = 0;
    const auto [end, failed] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (failed == std::errc{} && end == digits.data() + digits.size()) return number;
  }
  fail_type(name, "a whole number", *found);
}

JsonObject JsonObject::object(const char* name) const {
  const json* found = member(name);
  if (found == nullptr) return {json::object(), source_, kind_, path_ + name + '.'};
  if (!found->is_object()) fail_type(name, "an object", *found);
  return {inside(*found), source_, kind_, path_ + name + '.'};
}

std::vector<JsonObject> JsonObject::objects(const char* name, const std::string& each) const {
  const json* found = member(name);
  if (found == nullptr) return {};
  if (!found->is_array()) fail_type(name, "an array", *found);
  std::vector<JsonObject> out;
  for (const json& element : *found)
    out.push_back(JsonObject(inside(element), each + ' ' + std::to_string(out.size() + 1), kind_, {}));
  return out;
}

bool JsonObject::is_string(const char* name) const {
  const json* found = member(name);
  return found != nullptr && found->is_string();
}

std::string JsonObject::text() const {
  return to_text(*value_);
}

std::vector<std::string> JsonObject::names() const {
  std::vector<std::string> out;
  for (const auto& item : value_->items()) out.push_back(item.key());
  return out;
}

void JsonObject::fail(const char* name, const std::string& why) const {
  // Some names are untrusted: those of `params`, and of the requested claims.
  throw Error(kind_, source_ + ": " + in_quotes(path_ + name) + ' ' + why);
}

void JsonObject::fail_type(const char* name, const char* expected, const json& found) const {
  fail(name, std::string("must be ") + expected + ", not " + with_article(found));
}

std::string to_text(const json& value, int indent) {
  return with_escapes(value.dump(indent, ' ', false, json::error_handler_t::replace));
}

std::string to_text(const nlohmann::ordered_json& value, int indent) {
  return with_escapes(value.dump(indent, ' ', false, nlohmann::ordered_json::error_handler_t::replace));
}

}  // namespace oauthctl
