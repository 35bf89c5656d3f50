#include "browser/command_line.h"

#include "base/programs.h"

namespace oauthctl {
namespace {

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
  auto words = command_words(entry);
  if (!words || words->empty()) return std::nullopt;
  bool placed = false;
  for (std::size_t i = 1; i < words->size(); ++i) placed = put_in((*words)[i], url) || placed;
  if (!placed) words->push_back(url);
  return words;
}

}  // namespace oauthctl
