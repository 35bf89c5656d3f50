#include "devserver/log.h"

#include <unistd.h>

#include <cerrno>
#include <string>

#include "base/file.h"
#include "oauthctl/error.h"

namespace oauthctl::devserver {

void log_line(std::string_view text) {
  // One write, so that lines of parallel requests do not mix. If nobody reads them any more, they are lost.
  write_all(STDERR_FILENO, "oauthctl: development server: " + std::string(text) + '\n');
}

void print(std::string_view text) {
  if (write_all(STDOUT_FILENO, text)) return;
  throw Error(ErrorKind::internal, "the answer could not be written to stdout: " + describe_errno(errno));
}

}  // namespace oauthctl::devserver
