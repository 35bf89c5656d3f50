#include "browser/command_line.h"

namespace oauthctl {
namespace {

/// Takes the text up to the closing `quote`; false if it is missing.
bool take_quoted(std::string_view& text, char quote, std::string& word) {
  while (!text.empty() && text.front() != quote) {
    if (quote == '"' && text.front() == '\\' && text.size() > 1) text.remove_prefix(1);
    word += text.front();
    text.remove_prefix(1);
  }
  if (text.empty()) return false;
  text.remove_prefix(1);
  return true;
}

bool is_blank(char c) {
  return c == ' ' || c == '\t';
}

/// Takes one word off the front; false if a quote does not end.
bool take_word(std::string_view& text, std::string& word) {
  while (!text.empty() && !is_blank(text.front())) {
    const char c = text.front();
    text.remove_prefix(1);
    if (c == '\'' || c == '"') {
      if (!take_quoted(text, c, word)) return false;
    } else if (c == '\\' && !text.empty()) {
      word += text.front();
      text.remove_prefix(1);
    } else {
      word += c;
    }
  }
  return true;
}

std::optional<CommandLine> split(std::string_view text) {
  CommandLine out;
  while (true) {
    while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
    if (text.empty()) return out;
    if (!take_word(text, out.emplace_back())) return std::nullopt;
  }
}

/// Whether there was a `%s` to put the URL in.
bool put_in(std::string& word, const std::string& url) {
  bool found = false;
  for (auto at = word.find("%s"); at != std::string::npos; at = word.find("%s", at + url.size())) {
    word.replace(at, 2, url);
    found = true;
  }
  return found;
}

}  // namespace

std::vector<std::string> browser_entries(std::string_view browser) {
  std::vector<std::string> out;
  while (!browser.empty()) {
    const auto end = browser.find(':');
    if (end != 0) out.emplace_back(browser.substr(0, end));
    browser = end == std::string_view::npos ? std::string_view{} : browser.substr(end + 1);
  }
  return out;
}

std::optional<CommandLine> command_line(std::string_view entry, const std::string& url) {
  auto words = split(entry);
  if (!words || words->empty()) return std::nullopt;
  bool placed = false;
  for (std::size_t i = 1; i < words->size(); ++i) placed = put_in((*words)[i], url) || placed;
  if (!placed) words->push_back(url);
  return words;
}

}  // namespace oauthctl
