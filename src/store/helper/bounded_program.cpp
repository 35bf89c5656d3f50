#include "store/helper/bounded_program.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <optional>

#include "base/file.h"
#include "base/file_descriptor.h"
#include "base/interrupt.h"
#include "base/programs.h"

namespace oauthctl {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

/// The pause between two checks whether it has ended. While its streams are open they wake us, afterwards nothing does.
constexpr int pause_while_open = 100;
constexpr int pause_when_closed = 2;

struct Pipe {
  FileDescriptor reading, writing;

  static std::optional<Pipe> open() {
    std::array<int, 2> ends{};
    if (pipe2(ends.data(), O_CLOEXEC) != 0) return std::nullopt;
    return Pipe{FileDescriptor(ends[0]), FileDescriptor(ends[1])};
  }
};

int spawn(const BoundedProgram& program, const std::array<int, 3>& streams, pid_t& pid) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  for (int to = 0; to < 3; ++to) posix_spawn_file_actions_adddup2(&actions, streams[static_cast<std::size_t>(to)], to);
  posix_spawn_file_actions_addclosefrom_np(&actions, STDERR_FILENO + 1);
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
  sigset_t signals;
  sigfillset(&signals);
  posix_spawnattr_setsigdefault(&attributes, &signals);
  sigemptyset(&signals);
  posix_spawnattr_setsigmask(&attributes, &signals);
  const int error = posix_spawnp(&pid, program.command[0].c_str(), &actions, &attributes,
                                 pointers(program.command).data(), pointers(program.environment).data());
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  return error;
}

ProgramEnd end_of(int status) {
  ProgramEnd end;
  end.how = WIFEXITED(status) ? ProgramEnd::How::exited : ProgramEnd::How::killed;
  end.status = WIFEXITED(status) ? WEXITSTATUS(status) : WTERMSIG(status);
  return end;
}

/// A started program and our ends of its streams. The destructor ends it if it still runs, and reaps it.
class Running {
 public:
  Running(pid_t pid, FileDescriptor input, FileDescriptor output, FileDescriptor words)
      : pid_(pid), input_(std::move(input)), output_(std::move(output)), words_(std::move(words)) {
    for (const int fd : {input_.get(), output_.get(), words_.get()}) fcntl(fd, F_SETFL, O_NONBLOCK);
  }
  Running(const Running&) = delete;
  Running& operator=(const Running&) = delete;
  ~Running() {
    if (pid_ <= 0) return;
    kill(-pid_, SIGKILL);
    uninterrupted([&] { return waitpid(pid_, nullptr, 0); });
  }

  void write(std::string_view& left) {
    const ssize_t written = left.empty() ? 0 : ::write(input_.get(), left.data(), left.size());
    if (written > 0) left.remove_prefix(static_cast<std::size_t>(written));
    const bool broken = written < 0 && errno != EAGAIN && errno != EINTR;
    if (left.empty() || broken) input_.reset();
  }

  void read(std::string& output, std::string& words, std::size_t longest) {
    read(output_, output, longest);
    read(words_, words, longest);
  }

  /// Waits until something can be done, or for a moment.
  void wait() const {
    std::array<pollfd, 3> fds{{{input_.get(), POLLOUT, 0}, {output_.get(), POLLIN, 0}, {words_.get(), POLLIN, 0}}};
    poll(fds.data(), fds.size(), output_ || words_ ? pause_while_open : pause_when_closed);
  }

  std::optional<ProgramEnd> ended() {
    int status = 0;
    const pid_t reaped = waitpid(pid_, &status, WNOHANG);
    if (reaped == 0 || (reaped < 0 && errno == EINTR)) return std::nullopt;
    pid_ = 0;
    if (reaped > 0) return end_of(status);
    return ProgramEnd{ProgramEnd::How::unknown, 0, {}, {}};
  }

 private:
  static void read(FileDescriptor& from, std::string& text, std::size_t longest) {
    std::array<char, 16384> piece;
    while (from && text.size() <= longest) {
      const ssize_t got = ::read(from.get(), piece.data(), piece.size());
      if (got > 0) text.append(piece.data(), static_cast<std::size_t>(got));
      if (got == 0) from.reset();
      if (got < 0 && errno != EINTR) return;
    }
  }

  pid_t pid_;
  FileDescriptor input_, output_, words_;
};

ProgramEnd converse(Running& running, const BoundedProgram& program, std::string_view input, std::string& output,
                    std::string& words) {
  const auto deadline = steady_clock::now() + program.time;
  while (true) {
    running.write(input);
    running.read(output, words, program.output);
    if (output.size() > program.output || words.size() > program.output) return {ProgramEnd::How::too_long, 0, {}, {}};
    if (auto end = running.ended()) {
      running.read(output, words, program.output);
      return *std::move(end);
    }
    if (steady_clock::now() >= deadline) return {ProgramEnd::How::timed_out, 0, {}, {}};
    if (program.interruptible) throw_if_interrupted();
    running.wait();
  }
}

}  // namespace

ProgramEnd run(const BoundedProgram& program, const Secret& input) {
  auto in = Pipe::open();
  auto out = Pipe::open();
  auto err = Pipe::open();
  if (!in || !out || !err) return {ProgramEnd::How::not_started, errno, {}, {}};
  pid_t pid = 0;
  if (const int error = spawn(program, {in->reading.get(), out->writing.get(), err->writing.get()}, pid); error != 0) {
    return {error == ENOENT ? ProgramEnd::How::not_found : ProgramEnd::How::not_started, error, {}, {}};
  }
  in->reading.reset();
  out->writing.reset();
  err->writing.reset();
  Running running(pid, std::move(in->writing), std::move(out->reading), std::move(err->reading));
  std::string output, words;
  ProgramEnd end = converse(running, program, input.reveal(), output, words);
  end.output = Secret(std::move(output));
  end.words = Secret(std::move(words));
  return end;
}

}  // namespace oauthctl
