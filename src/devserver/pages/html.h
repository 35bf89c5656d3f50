#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

namespace oauthctl::devserver {

/// Markup. Text becomes markup by being escaped, and there is no other way in but a literal of ours; so a client_name
/// with a tag in it cannot get onto a page as a tag.
class Html {
 public:
  Html() = default;
  // Implicit, so that a plain value put into a page is the escaped one.
  Html(const std::string& text) : markup_(escaped(text)) {}  // NOLINT(google-explicit-constructor)
  Html(std::string_view text) : markup_(escaped(text)) {}    // NOLINT(google-explicit-constructor)
  Html(const char* text) : markup_(escaped(text)) {}         // NOLINT(google-explicit-constructor)

  struct Slot;
  /// A literal of ours, where each `{name}` is replaced by that slot's markup.
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
