#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

namespace oauthctl::devserver {

/// Markup. Text is always escaped, and only a literal of ours can bring tags, so a client_name with a tag in it does
/// not put that tag on a page.
class Html {
 public:
  Html() = default;
  // Implicit, so that a plain value in a page is always escaped.
  Html(const std::string& text) : markup_(escaped(text)) {}  // NOLINT(google-explicit-constructor)
  Html(std::string_view text) : markup_(escaped(text)) {}    // NOLINT(google-explicit-constructor)
  Html(const char* text) : markup_(escaped(text)) {}         // NOLINT(google-explicit-constructor)

  struct Slot;
  /// A literal of ours, with each `{name}` replaced by the markup of that slot.
  static Html fill(const char* literal, std::initializer_list<Slot> slots = {});

  Html& operator+=(const Html& more) {
    markup_ += more.markup_;
    return *this;
  }
  const std::string& markup() const { return markup_; }

 private:
  static std::string escaped(std::string_view text);

  std::string markup_;
};

struct Html::Slot {
  std::string_view name;
  Html value;
};

}  // namespace oauthctl::devserver
