#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace oauthctl::cli {

/// Nothing if this is not a terminal, or one of unknown width.
std::optional<std::size_t> terminal_width(int descriptor);

/// How many columns a text takes, if each character takes one.
std::size_t columns_of(std::string_view text);

struct Layout {
  std::string first;           ///< before the first line
  std::string next;            ///< before the others
  std::string_view more = {};  ///< at the end of a line that goes on
  std::size_t width = 80;
  bool breaks_words = false;  ///< a word longer than a line, such as a URL
};

/// The words in lines, with a line end after each.
std::string in_lines(const std::vector<std::string>& words, const Layout& layout);

}  // namespace oauthctl::cli
