#include "browser/launched_program.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <utility>

#include "base/interrupt.h"
#include "base/programs.h"

namespace oauthctl {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds between_looks{10};

class FileActions {
 public:
  FileActions() {
    posix_spawn_file_actions_init(&actions_);
    posix_spawn_file_actions_addopen(&actions_, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    // A text browser would draw over the URL in the terminal, and would not receive any keys.
    // A stream that the caller closed cannot be written to (base/file.h).
    if (isatty(STDERR_FILENO) != 0 || (fcntl(STDERR_FILENO, F_GETFL) & O_ACCMODE) == O_RDONLY)
      posix_spawn_file_actions_addopen(&actions_, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_adddup2(&actions_, STDERR_FILENO, STDOUT_FILENO);
    posix_spawn_file_actions_addclosefrom_np(&actions_, STDERR_FILENO + 1);
  }
  FileActions(const FileActions&) = delete;
  FileActions& operator=(const FileActions&) = delete;
  ~FileActions() { posix_spawn_file_actions_destroy(&actions_); }
  const posix_spawn_file_actions_t* get() const { return &actions_; }

 private:
  posix_spawn_file_actions_t actions_ = {};
};

/// A session of its own, and signals as a program expects them.
class Attributes {
 public:
  Attributes() {
    posix_spawnattr_init(&attributes_);
    posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETSID | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
    sigset_t signals;
    sigfillset(&signals);
    posix_spawnattr_setsigdefault(&attributes_, &signals);
    sigemptyset(&signals);
    posix_spawnattr_setsigmask(&attributes_, &signals);
  }
  Attributes(const Attributes&) = delete;
  Attributes& operator=(const Attributes&) = delete;
  ~Attributes() { posix_spawnattr_destroy(&attributes_); }
  const posix_spawnattr_t* get() const { return &attributes_; }

 private:
  posix_spawnattr_t attributes_ = {};
};

}  // namespace

std::variant<LaunchedProgram, std::error_code> LaunchedProgram::start(const std::string& program,
                                                                      const CommandLine& command,
                                                                      const EnvironmentLines& environment) {
  pid_t pid = 0;
  const int error = posix_spawn(&pid, program.c_str(), FileActions().get(), Attributes().get(),
                                pointers(command).data(), pointers(environment).data());
  if (error != 0) return std::error_code(error, std::generic_category());
  return LaunchedProgram(pid);
}

LaunchedProgram::LaunchedProgram(LaunchedProgram&& other) noexcept : pid_(std::exchange(other.pid_, 0)) {}

LaunchedProgram& LaunchedProgram::operator=(LaunchedProgram&& other) noexcept {
  std::swap(pid_, other.pid_);
  return *this;
}

LaunchedProgram::~LaunchedProgram() {
  ended();
}

std::optional<int> LaunchedProgram::ended() {
  int status = 0;
  if (pid_ == 0 || waitpid(pid_, &status, WNOHANG) != pid_) return std::nullopt;
  pid_ = 0;
  return status;
}

std::optional<int> LaunchedProgram::ended_within(milliseconds patience) {
  for (auto left = patience; left.count() > 0 && interrupted_by() == 0; left -= between_looks) {
    if (const auto status = ended()) return status;
    poll(nullptr, 0, static_cast<int>(between_looks.count()));
  }
  return ended();
}

}  // namespace oauthctl
