#include "cli/process.h"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <string_view>

#include "oauthctl/error.h"

namespace oauthctl::cli {

void prepare_process() {
  for (int descriptor = 0; descriptor < 3; ++descriptor) {
    // Replaces a stream that the caller closed by one opened in the wrong direction, so that each use of it is an
    // error.
    if (fcntl(descriptor, F_GETFD) < 0) open("/dev/null", descriptor == 0 ? O_WRONLY : O_RDONLY);
  }
  prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
  const rlimit none = {0, 0};
  setrlimit(RLIMIT_CORE, &none);
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);
}

namespace {

/// Where the programs are, below the prefix of the installation.
constexpr std::string_view bin = "/" OAUTHCTL_BINDIR;
constexpr std::string_view libexec = "/" OAUTHCTL_LIBEXECDIR;

/// The installation's prefix, found from the path of the running program.
std::string prefix() {
  std::string path(4096, '\0');
  const ssize_t length = readlink("/proc/self/exe", path.data(), path.size());
  if (length <= 0 || static_cast<std::size_t>(length) == path.size()) {
    throw Error(ErrorKind::internal, "/proc/self/exe does not say where oauthctl is installed");
  }
  path.resize(static_cast<std::size_t>(length));
  path.resize(path.rfind('/'));
  for (const std::string_view folder : {libexec, bin}) {
    if (path.ends_with(folder)) return path.substr(0, path.size() - folder.size());
  }
  return path.substr(0, path.rfind('/'));
}

}  // namespace

std::string companion(const std::string& name) {
  return prefix().append(libexec) + '/' + name;
}

std::string front() {
  return prefix().append(bin) + "/oauthctl";
}

void become(const std::string& name, char** argv) {
  const std::string path = companion(name);
  // Debian's libcurl brings GnuTLS along for protocols that we do not speak; its start-up is not needed.
  setenv("GNUTLS_NO_IMPLICIT_INIT", "1", 1);
  execv(path.c_str(), argv);
  throw Error(ErrorKind::internal, "cannot start " + path + ": " + std::strerror(errno),
              "install oauthctl whole: bin/oauthctl does not work alone");
}

}  // namespace oauthctl::cli
