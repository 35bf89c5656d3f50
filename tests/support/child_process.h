#pragma once

#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <exception>
#include <functional>
#include <utility>

namespace oauthctl::testing {

/// A forked copy of the test that runs one function. The destructor ends and reaps it.
class ChildProcess {
 public:
  /// Exits with the result of `act`; with 99, and a line on stderr, if it throws.
  explicit ChildProcess(const std::function<int()>& act) : pid_(fork()) {
    if (pid_ == 0) _exit(run(act));
  }
  ChildProcess(ChildProcess&& other) noexcept : pid_(std::exchange(other.pid_, -1)) {}
  ChildProcess& operator=(ChildProcess&&) = delete;
  ~ChildProcess() {
    if (pid_ <= 0) return;
    send(SIGKILL);
    wait();
  }

  pid_t pid() const { return pid_; }
  void send(int signal) const { kill(pid_, signal); }

  /// Its exit status, or minus the signal that ended it.
  int wait() {
    int status = 0;
    waitpid(std::exchange(pid_, -1), &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
  }

 private:
  static int run(const std::function<int()>& act) {
    try {
      return act();
    } catch (const std::exception& error) {
      std::fprintf(stderr, "child: %s\n", error.what());
      return 99;
    }
  }

  pid_t pid_;
};

/// The result of `act` when an ordinary user runs it: root may do what others may not.
inline int as_ordinary_user(const std::function<int()>& act) {
  constexpr uid_t nobody = 65534;
  return ChildProcess([&] {
           if (geteuid() == 0 && (setgid(nobody) != 0 || setuid(nobody) != 0)) return 98;
           return act();
         })
      .wait();
}

}  // namespace oauthctl::testing
