#include "commands/terminal/confirm.h"

#include <unistd.h>

#include <array>

#include "base/file.h"
#include "base/interrupt.h"
#include "base/text.h"

namespace oauthctl::cli {

bool can_ask() {
  return isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1;
}

std::optional<bool> confirmed(const std::string& question) {
  if (!can_ask()) return std::nullopt;
  write_all(STDERR_FILENO, "oauthctl: " + printable(question, 1000) + " [y/N] ");
  std::array<char, 256> line{};
  const ssize_t length = read(STDIN_FILENO, line.data(), line.size());
  throw_if_interrupted();
  if (length <= 0) return false;
  const std::string answer = to_lower(trimmed(std::string_view(line.data(), static_cast<std::size_t>(length))));
  return answer == "y" || answer == "yes";
}

}  // namespace oauthctl::cli
