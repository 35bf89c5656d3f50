#pragma once

#include <algorithm>
#include <chrono>

namespace oauthctl {

/// How long an answer is waited for, in the time that this process runs: while it was stopped (SIGSTOP, a frozen
/// container, a suspended virtual machine) the answer may have come, and after a renewal it is the only one there is.
class Patience {
 public:
  using Time = std::chrono::steady_clock::time_point;

  Patience(std::chrono::nanoseconds limit, Time start) : left_(limit), last_(start) {}

  /// Looked at once a second at least, so what is longer than two was no waiting.
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
