#include "commands/terminal/spinner.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "base/deaf_thread.h"
#include "base/environment.h"

namespace oauthctl::cli {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using std::chrono::steady_clock;

constexpr milliseconds frame{120};
constexpr const char* utf8_marks[] = {"⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"};
constexpr const char* ascii_marks[] = {"|", "/", "-", "\\"};

bool speaks_utf8() {
  for (const char* name : {"LC_ALL", "LC_CTYPE", "LANG"}) {
    if (const auto value = process_environment(name); value && !value->empty())
      return value->find("UTF-8") != std::string::npos || value->find("utf8") != std::string::npos;
  }
  return false;
}

std::string time_left(const Wait& wait, milliseconds passed) {
  const auto left = std::max(seconds{0}, wait.longest - std::chrono::floor<seconds>(passed)).count();
  const std::string rest = std::to_string(left % 60);
  return std::to_string(left / 60) + ':' + (rest.size() < 2 ? "0" : "") + rest + " left";
}

class Spinner {
 public:
  Spinner(Terminal& terminal, Wait wait, milliseconds until_advice)
      : terminal_(terminal), wait_(std::move(wait)), until_advice_(until_advice) {
    thread_ = deaf_thread([this] { run(); });
  }
  Spinner(const Spinner&) = delete;
  Spinner& operator=(const Spinner&) = delete;
  ~Spinner() {
    {
      const std::lock_guard lock(mutex_);
      is_over_ = true;
    }
    over_.notify_one();
    thread_.join();
    terminal_.draw("");
  }

 private:
  void run() {
    const auto start = steady_clock::now();
    const bool utf8 = speaks_utf8();
    bool is_advised = wait_.advice.empty();
    std::unique_lock lock(mutex_);
    while (!is_over_) {
      const auto passed = std::chrono::duration_cast<milliseconds>(steady_clock::now() - start);
      if (!is_advised && passed >= until_advice_) {
        terminal_.info("still waiting (" + time_left(wait_, passed) + "); " + wait_.advice);
        is_advised = true;
      }
      terminal_.draw(spinner_line(wait_, passed, utf8));
      over_.wait_for(lock, frame, [this] { return is_over_; });
    }
  }

  Terminal& terminal_;
  Wait wait_;
  milliseconds until_advice_;
  std::mutex mutex_;
  std::condition_variable over_;
  bool is_over_ = false;
  std::thread thread_;
};

}  // namespace

std::string spinner_line(const Wait& wait, milliseconds passed, bool utf8) {
  const auto turn = static_cast<std::size_t>(passed / frame);
  const std::string mark = utf8 ? utf8_marks[turn % std::size(utf8_marks)] : ascii_marks[turn % std::size(ascii_marks)];
  return mark + ' ' + wait.what + ", " + time_left(wait, passed) + " (Ctrl-C stops)";
}

std::shared_ptr<const void> show_wait(Terminal& terminal, const Wait& wait, milliseconds until_advice) {
  try {
    return std::make_shared<const Spinner>(terminal, wait, until_advice);
  } catch (const Error&) {
    return nullptr;  // this user may have no more threads; the wait goes on
  }
}

}  // namespace oauthctl::cli
