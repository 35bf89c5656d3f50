#include "commands/files/memory_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"

namespace oauthctl::cli {

FileDescriptor memory_file(const char* name, std::string_view text) {
  FileDescriptor file(memfd_create(name, MFD_CLOEXEC | MFD_ALLOW_SEALING));
  const bool is_written = file && fchmod(file.get(), S_IRUSR | S_IWUSR) == 0 && write_all(file.get(), text) &&
                          lseek(file.get(), 0, SEEK_SET) == 0 &&
                          fcntl(file.get(), F_ADD_SEALS, F_SEAL_WRITE | F_SEAL_GROW | F_SEAL_SHRINK | F_SEAL_SEAL) == 0;
  return is_written ? std::move(file) : FileDescriptor();
}

}  // namespace oauthctl::cli
