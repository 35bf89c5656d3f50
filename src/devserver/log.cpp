#include "devserver/log.h"

#include <unistd.h>

#include <string>

#include "base/file.h"

namespace oauthctl::devserver {

void log_line(std::string_view text) {
  // One write, so that lines of parallel requests do not mix. If nobody reads them any more, they are lost.
  write_all(STDERR_FILENO, "oauthctl: development server: " + std::string(text) + '\n');
}

}  // namespace oauthctl::devserver
