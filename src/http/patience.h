#pragma once

#include <algorithm>
#include <chrono>

namespace oauthctl {

/// Measures how long we wait for an answer, counting only the time in which this process runs. While it is stopped
/// (SIGSTOP, a frozen container, a suspended virtual machine) the answer may arrive, and after a renewal no other
/// one comes.
class Patience {
 public:
  using Time = std::chrono::steady_clock::time_point;

  Patience(std::chrono::nanoseconds limit, Time start) : left_(limit), last_(start) {}

  /// It is called at least once a second, so after a gap of more than two seconds the process was stopped.
  bool exhausted(Time now) {
    left_ -= std::min<std::chrono::nanoseconds>(now - last_, longest_step);
    last_ = now;
    return left_ <= std::chrono::nanoseconds::zero();
  }

 private:
  static constexpr std::chrono::seconds longest_step{2};

  std::chrono::nanoseconds left_;
  Time last_;
};

}  // namespace oauthctl
