#include "devserver/private_file.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <cerrno>

#include "base/file.h"
#include "oauthctl/error.h"

namespace oauthctl::devserver {

void write_private_file(const std::string& file, const std::string& option, const Secret& text) {
  const FileDescriptor fd = open_at(AT_FDCWD, file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW, 0600);
  // Others may be able to read an existing file, so its mode is set before the secret is in it.
  if (!fd || ::fchmod(fd.get(), 0600) != 0 || !write_all(fd.get(), text.reveal())) {
    throw Error(ErrorKind::usage, file + " cannot be written: " + describe_errno(errno),
                "choose a folder that you can write to for " + option);
  }
}

}  // namespace oauthctl::devserver
