#include "base/programs.h"

#include <sys/stat.h>
#include <unistd.h>

#include "base/text.h"

namespace oauthctl {
namespace {

bool is_program(const std::string& path) {
  struct stat found = {};
  return stat(path.c_str(), &found) == 0 && S_ISREG(found.st_mode) && access(path.c_str(), X_OK) == 0;
}

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

}  // namespace

std::optional<std::vector<std::string>> command_words(std::string_view text) {
  std::vector<std::string> out;
  while (true) {
    while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
    if (text.empty()) return out;
    if (!take_word(text, out.emplace_back())) return std::nullopt;
  }
}

std::optional<std::string> find_program(const std::string& name, std::string_view path) {
  if (name.find('/') != std::string::npos) return is_program(name) ? std::optional(name) : std::nullopt;
  for (const std::string_view folder : split(path, ':')) {
    std::string candidate = std::string(folder) + '/' + name;
    if (!folder.empty() && is_program(candidate)) return candidate;
  }
  return std::nullopt;
}

std::vector<char*> pointers(const std::vector<std::string>& texts) {
  std::vector<char*> out;
  out.reserve(texts.size() + 1);
  // The system's interface is older than const; it does not write.
  for (const std::string& text : texts) out.push_back(const_cast<char*>(text.c_str()));
  out.push_back(nullptr);
  return out;
}

}  // namespace oauthctl
