#include "base/interrupt.h"

#include <poll.h>

#include <algorithm>
#include <csignal>

#include "oauthctl/error.h"

namespace oauthctl {
namespace {

constexpr std::chrono::milliseconds longest_poll{500};

/// Signals within this time are one act of a person. `timeout` sends its signal to the command and then to the group,
/// and when a window is closed, the shell and the kernel both send SIGHUP.
constexpr std::chrono::seconds one_act{1};

constexpr int ending[] = {SIGINT, SIGTERM, SIGHUP};

volatile std::sig_atomic_t noted = 0;
std::chrono::steady_clock::time_point first_noted;  // written once, before `noted`

void note(int signal) {
  const auto now = std::chrono::steady_clock::now();
  if (noted == 0) {
    first_noted = now;
    noted = signal;
  } else if (now - first_noted >= one_act) {
    std::signal(signal, SIG_DFL);
    std::raise(signal);  // delivered when this function returns
  }
}

void handle_by(void (*handler)(int)) {
  struct sigaction action = {};
  action.sa_handler = handler;  // without SA_RESTART: poll and read must come back
  action.sa_mask = interrupts();
  for (const int signal : ending)
    if (sigismember(&action.sa_mask, signal) == 1) sigaction(signal, &action, nullptr);
}

}  // namespace

bool is_ignored(int signal) {
  struct sigaction now = {};
  return sigaction(signal, nullptr, &now) == 0 && now.sa_handler == SIG_IGN;
}

sigset_t interrupts() {
  sigset_t signals;
  sigemptyset(&signals);
  for (const int signal : ending)
    if (!is_ignored(signal)) sigaddset(&signals, signal);
  return signals;
}

void note_interrupts() {
  handle_by(note);
}

void stop_noting_interrupts() {
  handle_by(SIG_DFL);
}

int interrupted_by() noexcept {
  return noted;
}

void throw_if_interrupted() {
  if (noted != 0) throw Error(ErrorKind::interrupted, "interrupted");
}

void sleep_unless_interrupted(std::chrono::milliseconds duration) {
  const auto end = std::chrono::steady_clock::now() + duration;
  while (true) {
    throw_if_interrupted();
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(end - std::chrono::steady_clock::now());
    if (left.count() <= 0) return;
    // Waits in pieces: a signal that arrives between the check and poll() is noticed after the next piece.
    poll(nullptr, 0, static_cast<int>(std::min(left, longest_poll).count()));
  }
}

}  // namespace oauthctl
