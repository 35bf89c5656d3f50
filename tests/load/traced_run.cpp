#include "load/traced_run.h"

#include <fcntl.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <stdexcept>

namespace oauthctl::load {
namespace {

pid_t start_traced(const Program& program) {
  const pid_t pid = fork();
  if (pid != 0) return pid;
  const int nowhere = open("/dev/null", O_RDWR);
  for (int fd = 0; fd < 3; ++fd) dup2(nowhere, fd);
  if (ptrace(PTRACE_TRACEME, 0, nullptr, nullptr) != 0) _exit(126);
  raise(SIGSTOP);
  execve(program.argv()[0], program.argv(), program.environment());
  _exit(127);
}

/// Watches the system calls that take a renewal from one stage to the next.
class Watch {
 public:
  explicit Watch(pid_t pid) : pid_(pid) {}

  void see() {
    __ptrace_syscall_info info = {};
    if (ptrace(static_cast<__ptrace_request>(PTRACE_GET_SYSCALL_INFO), pid_, sizeof info, &info) <= 0) return;
    if (info.op == PTRACE_SYSCALL_INFO_ENTRY) {
      call_ = info.entry.nr;
      file_ = static_cast<int>(info.entry.args[0]);
    } else if (info.op == PTRACE_SYSCALL_INFO_EXIT && info.exit.rval >= 0) {
      note_success(info.exit.rval);
    }
  }
  Stage stage() const { return stage_; }

 private:
  void note_success(std::int64_t result) {
    const bool sends = call_ == SYS_sendto || call_ == SYS_write || call_ == SYS_sendmsg || call_ == SYS_writev;
    const bool receives = call_ == SYS_recvfrom || call_ == SYS_read || call_ == SYS_recvmsg;
    if (sends && stage_ == Stage::before_request && is_on("socket:")) {
      stage_ = Stage::request_sent;
    } else if (receives && result > 0 && stage_ == Stage::request_sent && is_on("socket:")) {
      stage_ = Stage::answer_arrived;
    } else if (sends && stage_ == Stage::answer_arrived && is_on(".json.new")) {
      stage_ = Stage::answer_written;
    } else if ((call_ == SYS_renameat || call_ == SYS_renameat2) && stage_ == Stage::answer_written) {
      stage_ = Stage::named;
    }
  }

  bool is_on(const std::string& part) const {
    std::error_code ignored;
    const std::string link = "/proc/" + std::to_string(pid_) + "/fd/" + std::to_string(file_);
    return std::filesystem::read_symlink(link, ignored).string().find(part) != std::string::npos;
  }

  pid_t pid_;
  std::uint64_t call_ = 0;
  int file_ = -1;
  Stage stage_ = Stage::before_request;
};

}  // namespace

TracedRun run_until(const Program& program, std::uint64_t stop) {
  const pid_t pid = start_traced(program);
  int status = 0;
  waitpid(pid, &status, 0);
  if (!WIFSTOPPED(status)) throw std::runtime_error("ptrace(2) is not allowed here");
  ptrace(PTRACE_SETOPTIONS, pid, nullptr, PTRACE_O_TRACESYSGOOD | PTRACE_O_EXITKILL);
  TracedRun run;
  Watch watch(pid);
  for (long signal = 0;;) {
    ptrace(PTRACE_SYSCALL, pid, nullptr, signal);
    waitpid(pid, &status, 0);
    if (!WIFSTOPPED(status)) break;
    signal = WSTOPSIG(status) == (SIGTRAP | 0x80) || WSTOPSIG(status) == SIGTRAP ? 0 : WSTOPSIG(status);
    if (WSTOPSIG(status) != (SIGTRAP | 0x80)) continue;
    watch.see();
    if (watch.stage() != run.stage) run.began[static_cast<std::size_t>(watch.stage())] = run.stops;
    run.stage = watch.stage();
    if (run.stops++ != stop) continue;
    run.killed = true;
    kill(pid, SIGKILL);
    waitpid(pid, &status, 0);
    break;
  }
  return run;
}

}  // namespace oauthctl::load
