#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "cli/terminal.h"

namespace oauthctl::demo {

/// Writes the story to stdout: as wide as the terminal, in colour if that is wanted.
class Narrator {
 public:
  explicit Narrator(const cli::Terminal& terminal);

  void title(const std::string& text) const;
  /// Why something happens, or what comes out of it. Wraps.
  void comment(const std::string& text) const;
  void outcome(const std::string& text) const;
  /// A command that can be typed, over several lines if it is long.
  void command(const std::vector<std::string>& words) const;
  /// A line that a program printed. Wraps on a terminal only, so that the piped story can be searched.
  void quote(const std::string& line) const;
  void blank() const;

 private:
  void write(const std::string& text, const char* paint) const;

  const cli::Terminal& terminal_;
  bool is_terminal_;
  bool is_colored_;
  std::size_t width_;
};

}  // namespace oauthctl::demo
