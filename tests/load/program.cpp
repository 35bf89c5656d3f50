#include "load/program.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstring>
#include <stdexcept>

namespace oauthctl::load {

Program::Program(std::vector<std::string> words, std::vector<std::string> environment) : words_(std::move(words)) {
  const std::size_t arguments = words_.size();
  words_.insert(words_.end(), environment.begin(), environment.end());
  for (std::size_t i = 0; i < words_.size(); ++i) (i < arguments ? argv_ : environment_).push_back(words_[i].data());
  argv_.push_back(nullptr);
  environment_.push_back(nullptr);
}

pid_t Program::start(int out) const {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, out, STDOUT_FILENO);
  pid_t pid = 0;
  const int failed = posix_spawn(&pid, argv_[0], &actions, nullptr, argv_.data(), environment_.data());
  posix_spawn_file_actions_destroy(&actions);
  if (failed != 0) throw std::runtime_error(std::string(argv_[0]) + ": " + std::strerror(failed));
  return pid;
}

int wait_for(pid_t pid) {
  int status = 0;
  if (waitpid(pid, &status, 0) != pid) throw std::runtime_error("a child is gone");
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace oauthctl::load
