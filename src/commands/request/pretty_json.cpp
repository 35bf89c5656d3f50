#include "commands/request/pretty_json.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/text.h"
#include "cli/paints.h"

namespace oauthctl::cli {
namespace {

constexpr std::size_t deepest = 100;

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/// Writes the tokens of a valid text. Only the blanks between them are its own.
class Printer {
 public:
  Printer(std::string_view text, bool colored) : text_(text), colored_(colored) {}

  std::optional<std::string> print() {
    while (skip_blanks(), at_ < text_.size()) {
      if (!print_token()) return std::nullopt;
    }
    return std::move(out_) + '\n';
  }

 private:
  bool print_token() {
    const char c = text_[at_];
    if (c == '{' || c == '[') return open(c);
    if (c == '}' || c == ']') {
      --depth_;
      new_line();
    }
    if (c == '"') {
      print_string();
    } else if (std::string_view("}],:").find(c) == std::string_view::npos) {
      print_word();
    } else {
      out_ += c;
      ++at_;
      if (c == ',') new_line();
      if (c == ':') out_ += ' ';
    }
    return true;
  }

  /// An empty object or array stays in one line.
  bool open(char c) {
    out_ += c;
    ++at_;
    skip_blanks();
    if (text_[at_] == '}' || text_[at_] == ']') {
      out_ += text_[at_++];
      return true;
    }
    if (++depth_ > deepest) return false;
    new_line();
    return true;
  }

  void print_string() {
    const std::size_t start = at_++;
    while (text_[at_] != '"') at_ += text_[at_] == '\\' ? 2 : 1;
    const auto string = text_.substr(start, ++at_ - start);
    skip_blanks();
    const bool is_key = at_ < text_.size() && text_[at_] == ':';
    paint(is_key ? paints::bold_blue : paints::green, with_escapes(std::string(string)));
  }

  /// A number, true, false or null.
  void print_word() {
    const auto end = std::min(text_.find_first_of(",]} \t\r\n", at_), text_.size());
    paint(paints::cyan, text_.substr(at_, end - at_));
    at_ = end;
  }

  void paint(const char* paint, std::string_view text) {
    if (colored_) out_ += paint;
    out_ += text;
    if (colored_) out_ += paints::end;
  }

  void new_line() { out_ += '\n' + std::string(2 * depth_, ' '); }
  void skip_blanks() {
    while (at_ < text_.size() && is_blank(text_[at_])) ++at_;
  }

  std::string_view text_;
  bool colored_;
  std::size_t at_ = 0;
  std::size_t depth_ = 0;
  std::string out_;
};

}  // namespace

std::optional<std::string> pretty_json(std::string_view text, bool colored) {
  if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
  if (!nlohmann::json::accept(text)) return std::nullopt;
  return Printer(text, colored).print();
}

}  // namespace oauthctl::cli
