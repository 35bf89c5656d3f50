#include "commands/keep/wake_ups.h"

#include <poll.h>
#include <sys/inotify.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <cstring>

#include "base/file.h"
#include "base/interrupt.h"
#include "oauthctl/error.h"

namespace oauthctl::cli {
namespace {

using namespace std::chrono_literals;

timespec timespec_of(milliseconds time) {
  return {time.count() / 1000, time.count() % 1000 * 1'000'000};
}

/// A far time of the wall clock: only that somebody sets the clock makes this timer readable.
void expect_clock_to_be_set(int timer) {
  const auto in_ten_years = std::chrono::system_clock::now() + 24h * 3650;
  itimerspec when = {};
  when.it_value.tv_sec = std::chrono::floor<std::chrono::seconds>(in_ten_years).time_since_epoch().count();
  timerfd_settime(timer, TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET, &when, nullptr);
}

/// Signals wait while this exists, except in ppoll().
class SignalsHeld {
 public:
  SignalsHeld() {
    const sigset_t ours = interrupts();
    sigprocmask(SIG_BLOCK, &ours, &before_);
  }
  SignalsHeld(const SignalsHeld&) = delete;
  SignalsHeld& operator=(const SignalsHeld&) = delete;
  ~SignalsHeld() { sigprocmask(SIG_SETMASK, &before_, nullptr); }
  const sigset_t* before() const { return &before_; }

 private:
  sigset_t before_ = {};
};

}  // namespace

Moment this_moment() {
  timespec running = {};
  clock_gettime(CLOCK_BOOTTIME, &running);
  return {std::chrono::floor<milliseconds>(std::chrono::system_clock::now()),
          milliseconds(running.tv_sec * 1000 + running.tv_nsec / 1'000'000)};
}

WakeUps::WakeUps(std::string folder, std::vector<std::string> names)
    : folder_(std::move(folder)),
      names_(std::move(names)),
      time_(timerfd_create(CLOCK_BOOTTIME, TFD_CLOEXEC | TFD_NONBLOCK)),
      clock_(timerfd_create(CLOCK_REALTIME, TFD_CLOEXEC | TFD_NONBLOCK)),
      files_(inotify_init1(IN_CLOEXEC | IN_NONBLOCK)) {
  if (!time_) throw Error(ErrorKind::unavailable, "cannot make a timer: " + describe_errno(errno));
  expect_clock_to_be_set(clock_.get());
  watch();
}

bool WakeUps::watch() {
  if (watch_ >= 0) return false;
  watch_ = inotify_add_watch(
      files_.get(), folder_.c_str(),
      IN_MOVED_TO | IN_MOVED_FROM | IN_CLOSE_WRITE | IN_DELETE | IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR);
  return watch_ >= 0;
}

void WakeUps::wait(milliseconds longest) {
  // The folder is there again, and what happened in it meanwhile is unknown.
  if (watch()) return;
  itimerspec when = {};
  when.it_value = timespec_of(std::max(longest, 1ms));
  timerfd_settime(time_.get(), 0, &when, nullptr);
  while (true) {
    poll_all();
    // Reads all three, so that no event stays for the next wait.
    const bool is_over = time_is_up(), was_set = clock_was_set(), changed = files_changed();
    if (is_over || was_set || changed) return;
  }
}

void WakeUps::poll_all() {
  const SignalsHeld held;
  throw_if_interrupted();
  std::array<pollfd, 3> fds{{{time_.get(), POLLIN, 0}, {clock_.get(), POLLIN, 0}, {files_.get(), POLLIN, 0}}};
  ppoll(fds.data(), fds.size(), nullptr, held.before());
  throw_if_interrupted();
}

bool WakeUps::time_is_up() {
  std::uint64_t times = 0;
  return read(time_.get(), &times, sizeof times) > 0;
}

bool WakeUps::clock_was_set() {
  std::uint64_t times = 0;
  const ssize_t got = read(clock_.get(), &times, sizeof times);
  if (got < 0 && errno != ECANCELED) return false;
  expect_clock_to_be_set(clock_.get());
  return true;
}

bool WakeUps::files_changed() {
  std::array<char, 4096> buffer;
  bool changed = false;
  for (ssize_t got = 0; (got = read(files_.get(), buffer.data(), buffer.size())) > 0;) {
    inotify_event event = {};
    for (std::size_t at = 0; at < static_cast<std::size_t>(got); at += sizeof event + event.len) {
      std::memcpy(&event, buffer.data() + at, sizeof event);
      const char* name = event.len == 0 ? "" : buffer.data() + at + sizeof event;
      const bool is_gone = (event.mask & (IN_DELETE_SELF | IN_MOVE_SELF | IN_IGNORED)) != 0;
      if (is_gone && event.wd == watch_) {
        inotify_rm_watch(files_.get(), watch_);
        watch_ = -1;
      }
      changed = changed || is_gone || (event.mask & IN_Q_OVERFLOW) != 0 ||
                std::find(names_.begin(), names_.end(), name) != names_.end();
    }
  }
  return changed;
}

}  // namespace oauthctl::cli
