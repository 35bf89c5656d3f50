#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace oauthctl {

/// Reads a structured header field from left to right (RFC 9110 §5.6).
class FieldReader {
 public:
  explicit FieldReader(std::string_view text) : rest_(text) {}

  bool at_end() const { return rest_.empty(); }
  /// Skips blanks and any of these characters.
  void skip(std::string_view more = {});
  /// Takes the next character if it is this one.
  bool take(char c);
  /// The characters up to one of these, or to the end.
  std::string_view until(std::string_view stops);
  /// The longest token that starts here (RFC 9110 §5.6.2); may be empty.
  std::string_view token();
  /// A parameter's value behind its `=`: a quoted string without its quotes, or the text up to one of `stops`. Nothing:
  /// a quoted string does not end.
  std::optional<std::string> value(std::string_view stops);
  std::string_view rest() const { return rest_; }

 private:
  std::string_view rest_;
};

}  // namespace oauthctl
