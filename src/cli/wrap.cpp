#include "cli/wrap.h"

#include <sys/ioctl.h>

#include <algorithm>

namespace oauthctl::cli {
namespace {

bool begins_character(char c) {
  return (static_cast<unsigned char>(c) & 0xc0U) != 0x80;
}

/// As many characters of the text as fit into so many columns.
std::string_view head_of(std::string_view text, std::size_t columns) {
  std::size_t end = 0;
  for (; end < text.size(); ++end) {
    if (begins_character(text[end]) && columns-- == 0) break;
  }
  return text.substr(0, end);
}

class Lines {
 public:
  explicit Lines(const Layout& layout) : layout_(layout), line_(layout.first) {}

  void add(std::string_view word) {
    if (!is_empty_ && columns_of(line_) + 1 + columns_of(word) + layout_.more.size() > layout_.width)
      end_line(layout_.more);
    if (!is_empty_) line_ += ' ';
    while (layout_.breaks_words && columns_of(line_) + columns_of(word) > layout_.width) {
      const std::string_view head = head_of(word, layout_.width - columns_of(line_));
      line_ += head;
      word.remove_prefix(head.size());
      end_line("");
    }
    line_ += word;
    is_empty_ = false;
  }
  std::string text() const { return out_ + line_ + '\n'; }

 private:
  void end_line(std::string_view more) {
    out_.append(line_).append(more) += '\n';
    line_ = layout_.next;
    is_empty_ = true;
  }

  const Layout& layout_;
  std::string out_;
  std::string line_;
  bool is_empty_ = true;
};

}  // namespace

std::optional<std::size_t> terminal_width(int descriptor) {
  winsize size = {};
  if (ioctl(descriptor, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return std::nullopt;
  return size.ws_col;
}

std::size_t columns_of(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), begins_character));
}

std::string in_lines(const std::vector<std::string>& words, const Layout& layout) {
  Lines lines(layout);
  for (const std::string& word : words) lines.add(word);
  return lines.text();
}

}  // namespace oauthctl::cli
