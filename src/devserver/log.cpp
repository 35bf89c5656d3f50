#include "devserver/log.h"

#include <unistd.h>

#include <string>

#include "base/file.h"

namespace oauthctl::devserver {

void log_line(std::string_view text) {
  // One write: lines of parallel requests do not mix. Where nobody reads any more, there is nothing to do about it.
  write_all(STDERR_FILENO, "oauthctl: development server: " + std::string(text) + '\n');
}

}  // namespace oauthctl::devserver
