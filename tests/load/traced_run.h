#pragma once

#include <array>
#include <cstdint>

#include "load/program.h"

namespace oauthctl::load {

/// The progress of a renewal, as its system calls show.
enum class Stage { before_request, request_sent, answer_arrived, answer_written, named };
constexpr int stages = 5;

struct TracedRun {
  std::uint64_t stops = 0;  ///< twice for each system call: before it and after it
  Stage stage = Stage::before_request;
  std::array<std::uint64_t, stages> began{};  ///< the stop at which each stage did
  bool killed = false;
};

/// Runs the program under ptrace(2) and kills it with SIGKILL at that stop; a run with fewer stops ends normally.
TracedRun run_until(const Program& program, std::uint64_t stop);

}  // namespace oauthctl::load
