#include "cli/process.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <string_view>

#include "base/file.h"
#include "base/interrupt.h"
#include "base/programs.h"
#include "base/releases.h"
#include "oauthctl/error.h"

namespace oauthctl::cli {
namespace {

/// As the caller had them, for a program that takes our place.
rlimit core_before = {0, 0};
void (*pipe_before)(int) = SIG_DFL;
void (*size_before)(int) = SIG_DFL;
void (*child_before)(int) = SIG_DFL;

}  // namespace

void prepare_process() {
  occupy_closed_streams();
  prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
  getrlimit(RLIMIT_CORE, &core_before);
  // The hard limit stays, or nobody could take this back.
  const rlimit none = {0, core_before.rlim_max};
  if (core_before.rlim_cur != 0) setrlimit(RLIMIT_CORE, &none);
  pipe_before = std::signal(SIGPIPE, SIG_IGN);
  size_before = std::signal(SIGXFSZ, SIG_IGN);
  child_before = std::signal(SIGCHLD, SIG_DFL);  // if it is ignored, nobody learns how a program ended
}

namespace {

void restore_process() {
  setrlimit(RLIMIT_CORE, &core_before);
  std::signal(SIGPIPE, pipe_before);
  std::signal(SIGXFSZ, size_before);
  std::signal(SIGCHLD, child_before);
}

/// Where the programs are, below the prefix of the installation.
constexpr std::string_view bin = "/" OAUTHCTL_BINDIR;
constexpr std::string_view libexec = "/" OAUTHCTL_LIBEXECDIR;
constexpr std::string_view data = "/" OAUTHCTL_DATADIR;

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

std::string data_folder(const std::string& name) {
  return prefix().append(data) + '/' + name;
}

void become(const std::string& name, char** argv) {
  const std::string path = companion(name);
  restore_process();
  execv(path.c_str(), argv);
  throw Error(ErrorKind::internal, "cannot start " + path + ": " + std::strerror(errno),
              "install oauthctl whole: bin/oauthctl does not work alone");
}

namespace {

std::vector<int>& remembered() {
  static std::vector<int> descriptors;
  return descriptors;
}

std::vector<int> open_descriptors() {
  std::vector<int> out;
  const std::unique_ptr<DIR, Releases<closedir>> entries(opendir("/proc/self/fd"));
  while (const dirent* entry = entries ? readdir(entries.get()) : nullptr) {
    int descriptor = -1;
    const std::string_view name = entry->d_name;
    std::from_chars(name.data(), name.data() + name.size(), descriptor);
    if (descriptor > STDERR_FILENO && descriptor != dirfd(entries.get())) out.push_back(descriptor);
  }
  return out;
}

}  // namespace

void remember_descriptors() {
  remembered() = open_descriptors();
}

void keep_remembered_descriptors() {
  const std::vector<int>& callers = remembered();
  for (const int descriptor : open_descriptors()) {
    const bool is_callers = std::find(callers.begin(), callers.end(), descriptor) != callers.end();
    if (!is_callers) fcntl(descriptor, F_SETFD, FD_CLOEXEC);
  }
}

int become_program(const std::vector<std::string>& words) {
  const std::vector<char*> argv = pointers(words);
  stop_noting_interrupts();
  throw_if_interrupted();
  restore_process();
  execvp(argv[0], argv.data());
  const int number = errno;
  prepare_process();
  return number;
}

}  // namespace oauthctl::cli
