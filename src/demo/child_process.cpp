#include "demo/child_process.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>

#include <cerrno>
#include <csignal>
#include <cstring>

#include "base/interrupt.h"
#include "base/programs.h"
#include "oauthctl/error.h"

extern char** environ;

namespace oauthctl::demo {
namespace {

struct Pipe {
  FileDescriptor read, write;
};

Pipe make_pipe() {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) throw Error(ErrorKind::internal, std::string("no pipe: ") + std::strerror(errno));
  return {FileDescriptor(ends[0]), FileDescriptor(ends[1])};
}

std::vector<std::string> environment_of(const Program& program) {
  std::vector<std::string> out;
  const auto is_overridden = [&](std::string_view entry) {
    for (const auto& [name, value] : program.environment) {
      if (entry.starts_with(name) && entry.substr(name.size()).starts_with('=')) return true;
    }
    return false;
  };
  for (char** entry = environ; *entry != nullptr; ++entry) {
    if (!is_overridden(*entry)) out.emplace_back(*entry);
  }
  for (const auto& [name, value] : program.environment) {
    if (!value.empty()) out.push_back(name + '=' + value);
  }
  return out;
}

bool read_line_from(const FileDescriptor& from, std::string& line) {
  line.clear();
  char c = 0;
  while (true) {
    const ssize_t got = read(from.get(), &c, 1);
    if (got < 0 && errno == EINTR) {
      throw_if_interrupted();
      continue;
    }
    if (got <= 0) return !line.empty();
    if (c == '\n') return true;
    line += c;
  }
}

}  // namespace

ChildProcess::ChildProcess(const Program& program, Stream error_stream) {
  Pipe output = make_pipe();
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, output.write.get(), STDOUT_FILENO);
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  Pipe errors;
  if (error_stream == Stream::piped) {
    // Without a terminal it neither writes instructions past the pipe to /dev/tty nor waits for somebody to type.
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSID);
    errors = make_pipe();
    posix_spawn_file_actions_adddup2(&actions, errors.write.get(), STDERR_FILENO);
  }
  std::vector<std::string> arguments = program.arguments;
  arguments.insert(arguments.begin(), program.path);
  std::vector<std::string> environment = environment_of(program);
  const int failed = posix_spawn(&pid_, program.path.c_str(), &actions, &attributes, pointers(arguments).data(),
                                 pointers(environment).data());
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  if (failed != 0) {
    pid_ = -1;
    throw Error(ErrorKind::internal, "cannot start " + program.path + ": " + std::strerror(failed));
  }
  output_ = std::move(output.read);
  errors_ = std::move(errors.read);
}

ChildProcess::~ChildProcess() {
  if (pid_ < 0) return;
  kill(pid_, SIGTERM);
  while (waitpid(pid_, nullptr, 0) < 0 && errno == EINTR) {
  }
}

bool ChildProcess::read_line(std::string& line) {
  return read_line_from(output_, line);
}
bool ChildProcess::read_error_line(std::string& line) {
  return read_line_from(errors_, line);
}

int ChildProcess::wait() {
  int status = 0;
  while (waitpid(pid_, &status, 0) < 0 && errno == EINTR) throw_if_interrupted();
  pid_ = -1;
  // Ctrl-C reaches a child that shares our terminal, so a child that it ends has not failed.
  throw_if_interrupted();
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace oauthctl::demo
